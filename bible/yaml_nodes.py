"""YAML with the row of every value, for errors that say where; nothing in a file is more than text."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import yaml

from bible.errors import BibleError
from bible.unseen import unseen_in

_LONGEST = 400
"""Letters of one value; a list is as long as it likes."""
LARGEST = 4 << 20
"""Letters of a file; the bible of a feature has a hundred thousand."""


@dataclass(frozen=True)
class Place:
    """Where something stands in a file that a person wrote."""

    file: str
    row: int

    def error(self, what: str, cure: str = "") -> BibleError:
        """An error that points here."""
        return BibleError(what, where=f"{self.file}:{self.row}", cure=cure)


@dataclass(frozen=True)
class Entry:
    """A key with its value, and where it stands."""

    key: str
    value: yaml.Node
    at: Place

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands behind the key."""
        return (
            isinstance(self.value, yaml.ScalarNode)
            and self.value.tag.endswith(":null")
            and self.value.value in ("", "~")
        )

    def text(self, form: str) -> str:
        """The value as one text. Raises BibleError saying what is to be written, `form`."""
        if not isinstance(self.value, yaml.ScalarNode):
            raise self.at.error(f"{self.key} is one value, not several", f"write {form}")
        return self._seen(self.value.value, self.key)

    def texts(self, form: str, had: Collection[str] = ()) -> tuple[str, ...]:
        """The value as a list of texts; one text stands for a list of one. Those that it `had` stay as they were
        written, by the script or by whom ever. Raises BibleError.
        """
        nodes = self.value.value if isinstance(self.value, yaml.SequenceNode) else [self.value]
        if self.is_empty:
            return ()
        if any(not isinstance(node, yaml.ScalarNode) for node in nodes):
            raise self.at.error(f"{self.key} is a list of names", f"write {form}")
        texts = (" ".join(node.value.split()) for node in nodes)
        return tuple(text if text in had else self._seen(text, self.key) for text in texts)

    def check_key(self) -> None:
        """Look at a key that is a word of the person's own. Raises BibleError where a text would not be taken."""
        self._seen(self.key, "the key")

    def _seen(self, text: str, name: str) -> str:
        unseen = unseen_in(text)
        if unseen:
            raise self.at.error(f"{name} has a sign that is not seen ({unseen})", "take it out")
        if len(text) > _LONGEST:
            raise self.at.error(f"{name} has {len(text)} letters", f"write at most {_LONGEST}")
        return " ".join(text.split())

    def entries(self, form: str) -> tuple[Entry, ...]:
        """The value as keys with values. Raises BibleError, also where a key stands twice."""
        if self.is_empty:
            return ()
        if not isinstance(self.value, yaml.MappingNode):
            raise self.at.error(f"{self.key} holds entries, each with a colon", f"write {form}")
        return tuple(_entries(self.value, self.at.file))


def read_yaml(text: str, file: str) -> tuple[Entry, ...]:
    """The top entries of a YAML file. Raises BibleError with the row."""
    if len(text) > LARGEST:
        raise BibleError("too long for a bible", where=file, cure="studio bible export writes one anew")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(filter(None, (error.context, error.problem)))
        row = f":{mark.line + 1}" if mark else ""
        raise BibleError(
            f"not valid YAML: {what}", where=f"{file}{row}", cure="mend that row or the one above"
        ) from error
    except RecursionError as error:
        raise BibleError(
            "not valid YAML: brackets within brackets without end",
            where=file,
            cure="studio bible export writes one anew",
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BibleError(f"not valid YAML: {first}", where=file, cure="studio bible export writes one anew") from error
    if node is None:
        return ()
    if not isinstance(node, yaml.MappingNode):
        raise Place(file, node.start_mark.line + 1).error("no bible", "begin as studio bible export writes it")
    return tuple(_entries(node, file))


def _entries(node: yaml.MappingNode, file: str) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        at = Place(file, key.start_mark.line + 1)
        if not isinstance(key, yaml.ScalarNode):
            raise at.error("a key is one name", "write it as studio bible export does")
        name = " ".join(key.value.split())
        if name in seen:
            raise at.error(f"{name} stands here for the second time", f"put it together with row {seen[name]}")
        seen[name] = at.row
        yield Entry(name, value, at)


def unknown(entry: Entry, what: str, known: Iterable[str]) -> BibleError:
    """The error for a key that means nothing here, with the nearest that would."""
    names = list(dict.fromkeys(known))
    near = difflib.get_close_matches(entry.key.casefold(), [name.casefold() for name in names], n=1, cutoff=0.6)
    meant = next((name for name in names if near and name.casefold() == near[0]), "")
    some = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
    return entry.at.error(f"{entry.key} is no {what}", f"did you mean {meant}?" if meant else f"there are {some}")
