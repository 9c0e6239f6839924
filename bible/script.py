"""The script as the writer wrote it: title page, scenes and what stands in them, each with its rows in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from bible.model import Frozen, Indexed

_LONGEST_NUMBER = 40
"""Letters of a scene's number that still is a name for it."""


TITLE_KEYS = frozenset(
    ("title", "titel", "titre", "título", "titolo", "название", "назва", "題名", "标题", "標題", "片名", "剧名")
)
"""What title pages call the title, in several tongues."""


class Rows(Frozen):
    """Where something stands in the script file: first and last row, counted from 1, both included."""

    first: int
    last: int


class TitleEntry(Frozen):
    """One key of the title page with its values, in the writer's order."""

    key: str
    values: tuple[str, ...]
    rows: Rows


class Setting(StrEnum):
    """Inside or outside, as the heading says."""

    INT = "INT"
    """Inside."""
    EXT = "EXT"
    """Outside."""
    INT_EXT = "INT/EXT"
    """Both at once: a car, a doorway."""
    UNSAID = ""
    """The heading does not say."""


class Heading(Frozen):
    """A scene heading, whole in `text` and taken apart in the rest."""

    text: str
    """As written, without the scene number and a forcing dot."""
    setting: Setting
    place: str
    """`HARBOUR - FERRY SLIP`: what stands between setting and time."""
    time: str
    """`DAWN`, `LATER`, or empty."""
    rows: Rows


class Action(Frozen):
    """A paragraph of action, line breaks kept."""

    kind: Literal["action"] = "action"
    text: str
    rows: Rows


class Parenthetical(Frozen):
    """How a line is said: `whispering`, without its brackets, and the word of the line it stands before (from 0)."""

    text: str
    before_word: int


class Line(Frozen):
    """One speech of one character. Its words are sacred: `text` is what is heard and captioned."""

    kind: Literal["line"] = "line"
    id: str
    """`L0042`: kept for good when the script is edited, never reused."""
    cue: str
    """The character's name as the cue gives it, extensions taken off: `NORA`."""
    extensions: tuple[str, ...] = ()
    """`V.O.`, `O.S.`, `CONT'D`, `on the radio`: as written, without brackets."""
    text: str
    """The spoken words with single spaces; emphasis marks taken off."""
    parentheticals: tuple[Parenthetical, ...] = ()
    dual: bool = False
    """Spoken at the same time as the line before it."""
    sung: bool = False
    """Written as lyrics under the cue."""
    rows: Rows

    @property
    def words(self) -> tuple[str, ...]:
        """The spoken words, split at white space; spans count these."""
        return tuple(self.text.split())

    @property
    def is_voice_over(self) -> bool:
        """The speaker is heard over the pictures, not from the place."""
        return any(extension.upper().replace(".", "").replace(" ", "") == "VO" for extension in self.extensions)

    @property
    def is_off_screen(self) -> bool:
        """The speaker is at the place but out of frame."""
        return any(
            extension.upper().replace(".", "").replace(" ", "") in {"OS", "OC", "OFF"} for extension in self.extensions
        )


class Transition(Frozen):
    """A transition as written: `CUT TO:`."""

    kind: Literal["transition"] = "transition"
    text: str
    rows: Rows


class Aside(Frozen):
    """Text that is neither seen nor heard: a note, section, synopsis, page break or boneyard."""

    kind: Literal["note", "section", "synopsis", "page_break", "boneyard"]
    text: str
    level: int = 0
    """How deep a section is: 1 for `# Act One`."""
    rows: Rows


class Lettering(Frozen):
    """Text to be read or sung on the screen: centred text and lyrics outside dialogue."""

    kind: Literal["centered", "lyrics"]
    text: str
    rows: Rows


Element = Annotated[Action | Line | Transition | Aside | Lettering, Field(discriminator="kind")]


class Scene(Frozen):
    """A heading and everything up to the next one."""

    id: str
    """`S0003`: kept for good when the script is edited, never reused."""
    number: str
    """The writer's number, or the next free one when the writer gave none. Never renumbered afterwards."""
    numbered: bool = False
    """The writer gave a number."""
    heading: Heading
    elements: tuple[Element, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The speeches of the scene, in order."""
        return tuple(element for element in self.elements if isinstance(element, Line))


class Script(Indexed):
    """A whole script. `opening` holds what stands before the first heading (`FADE IN:`)."""

    name: str
    """The file's name without its ending: `ferry`."""
    title_page: tuple[TitleEntry, ...] = ()
    opening: tuple[Element, ...] = ()
    scenes: tuple[Scene, ...]
    encoding: str = "utf-8"

    @property
    def title(self) -> str:
        """The title from the title page, else the file's name made readable."""
        for entry in self.title_page:
            if entry.key.lower() in TITLE_KEYS and entry.values:
                return " ".join(entry.values).strip("*_ ")
        return self.name.replace("_", " ").replace("-", " ").title()

    @property
    def byline(self) -> str:
        """`Credit Author` from the title page, or empty."""
        parts = {entry.key.lower(): " ".join(entry.values) for entry in self.title_page}
        author = parts.get("author") or parts.get("authors") or ""
        return f"{parts.get('credit', 'written by')} {author}".strip() if author else ""

    def lines(self) -> Iterator[Line]:
        """Every line of the script in order."""
        for scene in self.scenes:
            yield from scene.lines

    def line(self, line_id: str) -> Line:
        """The line with this id. Raises KeyError when there is none."""
        return self._lines[line_id]

    def action_of(self, scene_id: str) -> tuple[str, ...]:
        """The paragraphs of a scene's action, each on one row. Raises KeyError when there is no such scene."""
        if scene_id not in self._actions:
            paragraphs = (each.text for each in self.scene(scene_id).elements if isinstance(each, Action))
            self._actions[scene_id] = tuple(" ".join(text.split()) for text in paragraphs)
        return self._actions[scene_id]

    def scene(self, scene_id: str) -> Scene:
        """The scene with this id. Raises KeyError when there is none."""
        return self._scenes[scene_id]

    @cached_property
    def scene_names(self) -> Mapping[str, str]:
        """What each scene is called in files that people edit, by id: its number, `1 (2)` for the second that the
        writer numbered 1, the id where a number is too long for a name. No two are alike but for capitals.
        """
        numbers = [" ".join(scene.number.split()) for scene in self.scenes]
        written, names = {number.upper() for number in numbers}, dict[str, str]()
        seen: Counter[str] = Counter()
        for scene, number in zip(self.scenes, numbers, strict=True):
            name = number if len(number) <= _LONGEST_NUMBER else scene.id
            seen[name.upper()] += 1
            while seen[name.upper()] > 1 and f"{name} ({seen[name.upper()]})".upper() in written:
                seen[name.upper()] += 1
            count = seen[name.upper()]
            names[scene.id] = name if count == 1 else f"{name} ({count})"
        return names

    @cached_property
    def _lines(self) -> dict[str, Line]:
        return {line.id: line for line in self.lines()}

    @cached_property
    def _actions(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _scenes(self) -> dict[str, Scene]:
        return {scene.id: scene for scene in self.scenes}
