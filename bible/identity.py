"""Who is who: which names of a script are one person, and why. Two whom the script keeps apart are never joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from bible.capitals import capital_runs, sentences
from bible.first_names import sex_of_name
from bible.model import Frozen
from bible.names import (
    bare_words,
    cue_name,
    is_group,
    is_part,
    is_role,
    is_slip,
    members,
    owner_of_voice,
    spelling,
    titles_in,
)
from bible.nicknames import named_later, nicknames_in
from bible.script import Action, Line, Script
from bible.vocabulary import TECHNICAL, TITLES

_EPITHETS = frozenset(("LITTLE", "OLD"))
"""Words before a name that may belong to it: LITTLE SAM. YOUNG SAM is always SAM at another age."""
_CIVIL = {"MR": "man", "MRS": "woman", "MS": "woman", "MISS": "woman"}
_OFTEN = 5
"""Speeches of a name that is surely written right."""
_LONG_ENOUGH = 6
"""Letters of a name in which a slip is told from another name."""
_NO_RANK = frozenset(
    ("FATHER", "SISTER", "BROTHER", "MOTHER", "AUNT", "UNCLE", "MR", "MRS", "MS", "MISS", "SIR", "LADY", "LORD")
)
"""Titles that may mean anybody where they stand alone."""


class Rulings(Frozen):
    """What a person said of names: it holds whatever the script suggests."""

    joined: tuple[tuple[str, str], ...] = ()
    """(other name, main name): they are one."""
    apart: tuple[tuple[str, str], ...] = ()
    """Two names of two people."""
    nobody: tuple[str, ...] = ()
    """Names in capitals that are a thing's, or nobody's at all."""


class Join(Frozen):
    """A name that is somebody known by another one."""

    owner: str
    why: str


class _Names:
    """The names of a script: who speaks in which scenes, and what action writes in capitals."""

    def __init__(self, script: Script) -> None:
        self.cues: dict[str, set[int]] = {}
        self.said: Counter[str] = Counter()
        self.shown: dict[str, set[int]] = {}
        self.paragraphs: list[tuple[int, str]] = []
        for place, scene in enumerate(script.scenes):
            for element in scene.elements:
                if isinstance(element, Line):
                    self.cues.setdefault(cue_name(element.cue), set()).add(place)
                    self.said[cue_name(element.cue)] += 1
                elif isinstance(element, Action):
                    self.paragraphs.append((place, element.text))
        self._spelt = {spelling(cue): cue for cue in reversed(self.cues) if spelling(cue).isascii()}
        for place, text in self.paragraphs:
            for sentence in sentences(text):
                for run in capital_runs(sentence):
                    self.shown.setdefault(self.written(run.text), set()).add(place)

    def written(self, text: str) -> str:
        """A name of the action as its cue writes it, if there is one: MR. PIKE for MR PIKE."""
        name = cue_name(text)
        return name if name in self.cues else self._spelt.get(spelling(name), name)

    def fulls(self) -> Iterator[str]:
        """Names of several words that nobody speaks under."""
        for name in self.shown:
            words = name.split()
            technical = any(word in TECHNICAL for word in words) or any(letter.isdigit() for letter in name)
            if len(words) > 1 and name not in self.cues and not technical and not is_group(name):
                yield name


class Identities:
    """Every name with whom it means: the first cue of the same person, or the name itself."""

    def __init__(self, script: Script, rulings: Rulings = Rulings()) -> None:
        self._names = _Names(script)
        self.nobody = frozenset(map(cue_name, rulings.nobody))
        """Names of the action that mean nobody."""
        self._apart = {frozenset(map(cue_name, pair)) for pair in rulings.apart}
        self._holders: dict[str, list[str]] = {}
        self.joins: dict[str, Join] = {}
        self.only_capitals: set[str] = set()
        """Names that mean their owner only where action writes them in capitals: WOMAN, who turned out to be ANNA."""
        for other, name in rulings.joined:
            self._join(cue_name(other), cue_name(name), "you said so", ruled=True)
        self._join_spellings()
        self._join_cues()
        self._join_nicknames()
        self._join_fulls()
        self._join_slips()
        for step in (self._join_ranks, self._join_civil, self._join_epithets, self._join_named_later):
            step()

    def owner(self, name: str) -> str:
        """The name that stands for whoever has this one."""
        while name in self.joins:
            name = self.joins[name].owner
        return name

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Every cue and every joined name, with its owner."""
        return {name: self.owner(name) for name in (*self._names.cues, *self.joins)}

    def written(self, text: str) -> str:
        """A name of the action as names are compared, and as its cue writes it."""
        return self._names.written(text)

    def may_mean(self, short: str, full: str) -> bool:
        """Whether a cue can only be short for this full name, and for nobody else's."""
        holders = self._holders.get(short)
        return holders is None or full not in self._names.shown or self._is_meant(short, full, holders)

    def why(self, name: str) -> str:
        """Why a joined name is its owner's."""
        return self.joins[name].why

    def _join(self, name: str, owner: str, why: str, *, ruled: bool = False) -> bool:
        """Join unless that makes one of two whom a person keeps apart. Who speaks first owns, unless it was `ruled`."""
        name, owner = self.owner(name), self.owner(owner)
        if name == owner:
            return False
        order = {cue: at for at, cue in enumerate(self._names.cues)}
        if not ruled and order.get(name, len(order)) < order.get(owner, len(order)):
            name, owner = owner, name
        if not self.may_be_one(name, owner):
            return False
        self.joins[name] = Join(owner=owner, why=why)
        return True

    def may_be_one(self, name: str, owner: str) -> bool:
        """Whether no person keeps these two apart, under any of their names."""
        return not self._apart or not any(
            frozenset((a, b)) in self._apart for a in self._forms(name) for b in self._forms(owner)
        )

    def _forms(self, name: str) -> list[str]:
        return [name, *(each for each in self.joins if self.owner(each) == name)]

    def _roots(self) -> list[str]:
        """The cues that are nobody else's, in order, without those of several."""
        cues = list(self._names.cues)
        return [
            cue for cue in cues if cue not in self.joins and not members(cue, cues) and not owner_of_voice(cue, cues)
        ]

    def _talk(self, one: str, other: str) -> bool:
        """Whether both are heard in one scene, as two people are."""
        heard = [
            set().union(*(self._names.cues.get(form, set()) for form in self._forms(name))) for name in (one, other)
        ]
        return bool(heard[0] & heard[1])

    def _speaks(self, name: str) -> bool:
        return any(form in self._names.cues for form in self._forms(self.owner(name)))

    def _join_spellings(self) -> None:
        spelt: dict[str, str] = {}
        for cue in self._names.cues:
            first = spelt.setdefault(spelling(cue), cue)
            if first != cue and spelling(cue).isascii():
                self._join(cue, first, f"another spelling of {first}")

    def _join_slips(self) -> None:
        """A cue written once that is one letter off from one written often: VESEY for VEASEY."""
        often = [cue for cue in self._roots() if self._names.said[cue] >= _OFTEN and len(cue) >= _LONG_ENOUGH]
        for cue in self._roots():
            if self._names.said[cue] > 1 or len(cue) < _LONG_ENOUGH or not cue.isalpha():
                continue
            meant = [name for name in often if is_slip(cue, name)]
            if len(meant) == 1 and not (sex_of_name(cue) and sex_of_name(meant[0])):
                self._join(cue, meant[0], f"a slip of the pen for {meant[0]}")

    def _join_cues(self) -> None:
        """Cues that are short for one another: NORA and NORA VEGA."""
        cues = self._roots()
        for cue in cues:
            short = shortest(cue, cues)
            if short != cue:
                self._join(cue, short, f"the fuller form of {short}")
        cues = list(self._names.cues)
        for cue in cues:
            whole = owner_of_voice(cue, cues)
            if whole and cue not in self.joins:
                self._join(cue, whole, f"the voice of {whole}", ruled=True)

    def _join_fulls(self) -> None:
        """Names in action that are fuller than cues: DETECTIVE RUTH OKORO, who speaks as RUTH, or OKORO, or both."""
        fulls = list(self._names.fulls())
        roots = self._roots()
        self._holders |= {root: [full for full in (*fulls, *self._names.cues) if is_part(root, full)] for root in roots}
        for full in fulls:
            shorts = [root for root in roots if is_part(root, full) and self._is_meant(root, full, self._holders[root])]
            if not shorts:
                continue
            first, *others = sorted(shorts, key=lambda root: (root != bare_words(full)[0], roots.index(root)))
            self._join(full, first, f"the fuller form of {first}")
            for other in others:
                if not self._talk(first, other):
                    self._join(other, first, f"{full} is called both")

    def _is_meant(self, short: str, full: str, holders: Iterable[str]) -> bool:
        """Whether a short name can only be this full one's: no other has it, or none that is seen where it speaks."""
        rivals = [each for each in holders if each != full and not is_part(each, full) and not is_part(full, each)]
        rivals = [each for each in rivals if self.owner(each) != self.owner(short)]
        if not rivals:
            return True
        if any(each in self._names.cues for each in rivals):
            return False
        near = self._names.cues[short]
        return bool(self._names.shown[full] & near) and not any(self._names.shown[each] & near for each in rivals)

    def _join_nicknames(self) -> None:
        for _, text in self._names.paragraphs:
            for full, nick, why in nicknames_in(text):
                full, nick = self.written(full), self.written(nick)
                known = full in self._names.cues or nick in self._names.cues
                parts = [each for each in self._roots() if is_part(each, full) and each != nick]
                rivals = [each for each in (full, *parts) if self._talk(each, nick)]
                if (known or parts) and not rivals:
                    self._join(full, nick, why)

    def _join_ranks(self) -> None:
        """CAPTAIN, where CAPTAIN AHAB is the only one and speaks under no other name."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for name in (*self._names.cues, *self._names.shown):
            if bare_words(name) and not any(word in TECHNICAL for word in name.split()):
                for title in titles_in(name):
                    bearers[title].add(self.owner(name))
        for cue in self._roots():
            (rank, *_) = titles_in(cue) or [""]
            if bare_words(cue) or rank in _NO_RANK or cue.rstrip(".") not in TITLES:
                continue
            if len(bearers[rank]) == 1 and not self._speaks(*bearers[rank]):
                self._join(next(iter(bearers[rank])), cue, f"the only {cue}")

    def _join_civil(self) -> None:
        """MR. SMITH, where the only SMITH is John and speaks under no other name."""
        lasts: dict[str, list[str]] = defaultdict(list)
        for full in self._names.fulls():
            if len(bare_words(full)) > 1:
                lasts[bare_words(full)[-1]].append(full)
        for cue in self._roots():
            words, titles = bare_words(cue), titles_in(cue)
            fulls = lasts.get(words[0], []) if len(words) == 1 and len(titles) == 1 else []
            sex = _CIVIL.get(titles[0]) if titles else None
            if len(fulls) == 1 and sex and sex_of_name(fulls[0]) == sex and not self._speaks(fulls[0]):
                self._join(fulls[0], cue, f"the only {words[0]}, and a {sex}")

    def _join_epithets(self) -> None:
        """LITTLE SAM, shown where SAM speaks, when nobody else is shown as SAM."""
        for full in list(self._names.fulls()):
            epithet, _, plain = full.partition(" ")
            if epithet not in _EPITHETS or plain not in self._roots() or is_role(plain):
                continue
            others = [name for name in self._names.shown if name != full and plain in name.split()]
            if not others and self._names.shown[full] & self._names.cues[plain]:
                self._join(full, plain, f"{plain} speaks where {full} is shown, and nobody else is shown as {plain}")

    def _join_named_later(self) -> None:
        """A WOMAN sits alone. This is ANNA."""
        times = Counter(
            self.written(run.text)
            for _, text in self._names.paragraphs
            for sentence in sentences(text)
            for run in capital_runs(sentence)
        )
        for _, text in self._names.paragraphs:
            for role, name in named_later(text):
                role, name = self.written(role), self.written(name)
                nameless = is_role(role) and times[role] == 1 and role not in {**self._names.cues, **self.joins}
                why = f"the {role.lower()} who is then named {name}"
                if nameless and name in {**self._names.cues, **self.joins} and self._join(role, name, why):
                    self.only_capitals.add(role)


def shortest(cue: str, names: list[str]) -> str:
    """The shortest name that is surely this one's: every fuller name with it in is a form of the same."""
    for short in sorted((name for name in names if is_part(name, cue)), key=lambda name: len(name.split())):
        fuller = [name for name in names if is_part(short, name)]
        if all(name == cue or is_part(name, cue) or is_part(cue, name) for name in fuller):
            return short
    return cue
