"""What the script says of the cut: FADE IN, DISSOLVE TO, CUT TO BLACK, and who is named at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bible.entries import Bible, Character
from bible.model import Frozen
from bible.script import Aside, Element, Lettering, Script, Transition
from bible.transitions import in_english
from edit.assembly import CardPiece, CutPiece
from edit.cards import Card, CreditPage
from edit.transitions import BLACK, WHITE, Change, Pattern
from shots.rate import Rate
from shots.shot import Framing

_PAGE_SECONDS = 4
_COMES = re.compile(r"\b(?:FADE|IRIS) (?:IN|UP)\b")
_GOES = re.compile(r"\bFADE (?:OUT|TO (?:BLACK|WHITE))\b|\b(?:DIP TO|IRIS OUT)\b")
_BOTH = re.compile(r"\bDISSOLVE|\bCROSS-?\s?FADE\b|\bFADE (?:BACK )?(?:TO|INTO|THROUGH)\b")
_BLACK = re.compile(r"\bCUT TO BLACK\b|\bBLACK ?OUT\b|\bSMASH TO BLACK\b")
_WIPE = re.compile(r"\bWIPE\b|\bIRIS TO\b")
_WAYS: tuple[tuple[str, Pattern], ...] = (("IRIS", "iris"), ("RIGHT", "right"), ("UP", "up"), ("DOWN", "down"))


class Border(Frozen):
    """What the script asks for between two scenes, before the first or after the last."""

    scene: str
    """Id of the scene that comes; empty after the last."""
    change: Change | None = None
    """None: a plain cut."""
    black: bool = False
    """Black is held in between."""
    letters: int = 0
    """Pieces of lettering (`THE END`) that the script puts after it, though they belong to the scene before."""


def written_borders(script: Script) -> tuple[Border, ...]:
    """The borders at which the script asks for more than a plain cut, in its order.

    A transition counts where a scene ends or begins, before its first or after its last action and line; one in the
    middle of a scene is a cut within it. `CUT TO`, `SMASH CUT TO`, `MATCH CUT TO` and what is not known are plain cuts.
    """
    borders = (_border(script, number) for number in range(len(script.scenes) + 1))
    return tuple(each for each in borders if each.change is not None or each.black)


def _border(script: Script, number: int) -> Border:
    """The border before the scene at this place in the script."""
    scenes = script.scenes
    before = _Ends.of(scenes[number - 1].elements) if number else _Ends.of(script.opening, alone=True)
    after = _Ends.of(scenes[number].elements) if number < len(scenes) else None
    change, black = _asked([*before.last, *(after.first if after else ())])
    scene = scenes[number].id if after else ""
    return Border(scene=scene, change=change, black=black, letters=before.letters)


def joins_after(script: Script, scene_id: str, rate: Rate) -> tuple[int, ...]:
    """The frame of a scene's first shot at which the transition into it is over; empty after a plain cut.

    A take that can be decoded from there on is copied into the film from there on.
    """
    number = next(number for number, scene in enumerate(script.scenes) if scene.id == scene_id)
    change = _border(script, number).change
    return (change.reach(rate.nominal)[1],) if change and change.reach(rate.nominal)[1] else ()


class _Ends(Frozen):
    """The transitions a scene begins with and ends with."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    letters: int

    @classmethod
    def of(cls, elements: Sequence[Element], alone: bool = False) -> _Ends:
        """`alone`: nothing but what stands before the first heading, all of it."""
        seen = [each for each in elements if not isinstance(each, Aside)]
        first: list[str] = []
        while seen and not alone and isinstance(seen[0], Transition):
            first.append(seen.pop(0).text)
        last: list[str] = []
        letters = held = 0
        while seen and isinstance(seen[-1], Transition | Lettering):
            each = seen.pop()
            if isinstance(each, Transition):
                last.insert(0, each.text)
                letters = held
            elif each.kind == "centered":
                held += 1
            else:
                break
        return cls(first=tuple(first), last=tuple(last), letters=letters)


def _asked(words: Sequence[str]) -> tuple[Change | None, bool]:
    """The change that transitions between two scenes ask for together, and whether black is held."""
    upper = [in_english(text).upper() for text in words]
    colour = WHITE if any("WHITE" in text for text in upper) else BLACK
    pattern = next((way for word, way in _WAYS if any(word in text for text in upper)), "left")
    comes = any(_COMES.search(text) for text in upper)
    goes = any(_GOES.search(text) for text in upper)
    black = any(_BLACK.search(text) for text in upper)
    if goes and comes:
        return Change(kind="dip", colour=colour), black
    if goes or comes:
        return Change(kind="fade out" if goes else "fade in", colour=colour), black
    if any(_WIPE.search(text) for text in upper):
        return Change(kind="wipe", pattern=pattern), black
    if any(_BOTH.search(text) for text in upper):
        return Change(kind="dissolve"), black
    return None, black


def bordered(
    pieces: Sequence[CutPiece], script: Script, rate: Rate
) -> tuple[tuple[CutPiece | CardPiece, ...], Change | None]:
    """The pieces with what the script asks for between scenes, and how the last of them goes.

    Black is held for a second where it is asked for.
    """
    order = {scene.id: number for number, scene in enumerate(script.scenes)}
    changes: dict[int, Border] = {}
    for border in written_borders(script):
        place = order.get(border.scene, len(order))
        at = next((n for n, each in enumerate(pieces) if order.get(each.shot.scene, -1) >= place), len(pieces))
        letters = border.letters
        while letters and at and pieces[at - 1].shot.framing == Framing.TITLE:
            at, letters = at - 1, letters - 1
        changes[at] = border
    whole: list[CutPiece | CardPiece] = []
    for at, piece in enumerate(pieces):
        here = changes.get(at, Border(scene=""))
        if here.black:
            whole.append(_black((pieces[at - 1] if at else piece).scene_number, rate))
        whole.append(piece.model_copy(update={"coming": here.change}) if here.change else piece)
    end = changes.get(len(pieces), Border(scene=""))
    if end.black and pieces:
        whole.append(_black(pieces[-1].scene_number, rate))
    return tuple(whole), end.change


def _black(scene_number: str, rate: Rate) -> CardPiece:
    return CardPiece(card=Card(kind="black"), scene_number=scene_number, frames=rate.nominal)


def card_frames(script: Script, credited: Bible | None, rate: Rate) -> int:
    """Frames of a film in which no shot is seen: what the script holds black, and credits where they are wanted."""
    held = sum(border.black for border in written_borders(script))
    pages = credit_pages(script, credited) if credited is not None else ()
    return rate.nominal * (held + _PAGE_SECONDS * len(pages))


def with_credits(
    pieces: Sequence[CutPiece | CardPiece], going: Change | None, pages: Sequence[CreditPage], rate: Rate
) -> tuple[tuple[CutPiece | CardPiece, ...], Change | None]:
    """The pieces and the end credits after them, four seconds a page, coming out of black and going into it."""
    if not pieces or not pages:
        return tuple(pieces), going
    credits = CardPiece(
        card=Card(kind="credits", pages=tuple(pages)), scene_number=pieces[-1].scene_number,
        frames=_PAGE_SECONDS * rate.nominal * len(pages), coming=Change(kind="dip" if going else "fade in"),
    )  # fmt: skip
    return (*pieces, credits), Change(kind="fade out")


def credit_pages(script: Script, bible: Bible) -> tuple[CreditPage, ...]:
    """The end credits: title and writer, everybody who speaks in the order they come, and the last words.

    A long cast goes over several pages.
    """
    from renderers.credits import MOST_ROWS  # It draws: loaded when there are credits.

    page = {entry.key.lower(): entry.values for entry in script.title_page}
    pages = [CreditPage(heading=script.title, title=True, rows=(("", script.byline),) if script.byline else ())]
    cues = dict.fromkeys(line.cue for line in script.lines())
    speak = list(dict.fromkeys(bible.named(cue).token for cue in cues))
    names = [_full_name(bible.character(token)) for token in speak]
    for start in range(0, len(names), MOST_ROWS):
        rows = tuple(("", name) for name in names[start : start + MOST_ROWS])
        pages.append(CreditPage(heading="Cast" if not start else "", rows=rows))
    last = [" ".join(page[key]) for key in ("copyright", "notes") if page.get(key)]
    if last:
        pages.append(CreditPage(rows=tuple(("", row.strip("*_ ")) for row in last if row.strip())))
    return tuple(each for each in pages if each.heading or each.rows)


def _full_name(character: Character) -> str:
    """The longest name the script calls somebody by that has the name of their lines in it: NORA VEGA for NORA."""
    if character.shown:
        return character.shown
    longer = [each.name for each in character.known_as if character.name in each.name.split()]
    return max((character.name, *longer), key=len)
