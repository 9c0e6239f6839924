"""Scripts at random, as writers might write them, for tests that must hold for any script."""

from __future__ import annotations

from hypothesis import strategies as st

from bible.script import Action, Heading, Lettering, Line, Parenthetical, Rows, Scene, Script, Setting, Transition

NAMES = ("NORA", "IKE", "OLD MAN", "ANNA KOVAC", "WILL", "ОЛЬГА", "花子")
_PLACES = ("HARBOUR", "KITCHEN", "INTERCUT - TWO ROOMS", "FLASHBACK - CHURCH", "MONTAGE - SUMMER")
_DEEDS = (
    "runs up the quay.", "looks at the sea.", "opens the letter. It is empty.", "and Ike both laugh.", "sits.",
    "holds out a PHONE.", "enters and stops.", "walks out.", "stares at Nora. The hat. The wet shoes.",
    "thinks about that, for a very long time, without a word, while the rain falls on the roof of the old house.",
)  # fmt: skip
_ROWS = (
    "Fog.", "Rain on the window. A clock ticks.", "INSERT - THE CLOCK", "BACK TO SCENE", "CLOSE ON NORA", "WIDE SHOT",
    "NORA'S POV - THE SEA", "MONTAGE - A DAY", "- Nora rows.\n- Ike sleeps.\n- An empty street.", "END MONTAGE",
    "INTERCUT - PHONE CALL", "A crowd of SAILORS shouts. They all drink.", "She turns. He does not.", "FLASHBACK",
    "光が部屋を満たす。花子が笑う。", "Ольга сміється. Over black: nothing.",
)  # fmt: skip
_WORDS = (
    "well", "no.", "yes!", "never,", "the", "herring", "are", "back.", "somebody", "aboard?", "it", "is", "long", "--",
    "enough", "to", "stop", "waiting.", "你好。", "extraordinarily",
)  # fmt: skip
_EXTENSIONS = ((), (), (), ("V.O.",), ("O.S.",), ("CONT'D",))
_ROW = Rows(first=1, last=1)


@st.composite
def scripts(draw: st.DrawFn, most_scenes: int = 4, most_elements: int = 12) -> Script:
    """A script of a few scenes: action, directions to the camera, short and long speeches, voices, two at once."""
    numbers = draw(
        st.lists(st.sampled_from(("1", "2", "2A", "A2", "3", "10")), min_size=1, max_size=most_scenes, unique=True)
    )
    counter = iter(range(1, 10_000))
    scenes = []
    for place, number in enumerate(numbers):
        elements = draw(st.lists(_elements(counter), max_size=most_elements))
        setting = draw(st.sampled_from(list(Setting)))
        where = draw(st.sampled_from(_PLACES))
        when = draw(st.sampled_from(("DAY", "NIGHT", "CONTINUOUS", "")))
        heading = Heading(text=f"{setting.value}. {where} - {when}", setting=setting, place=where, time=when, rows=_ROW)
        scenes.append(Scene(id=f"S{place + 1:04d}", number=number, heading=heading, elements=tuple(elements)))
    return Script(name="random", scenes=tuple(scenes))


def _elements(counter: object) -> st.SearchStrategy[Action | Line | Lettering | Transition]:
    deeds = st.builds(
        lambda name, deed: _action(f"{name.title()} {deed}"), st.sampled_from(NAMES), st.sampled_from(_DEEDS)
    )
    return st.one_of(
        deeds,
        st.sampled_from(_ROWS).map(_action),
        _lines(counter),
        _lines(counter),
        st.just(Lettering(kind="centered", text="THE END", rows=_ROW)),
        st.just(Transition(text="CUT TO:", rows=_ROW)),
    )


def _action(text: str) -> Action:
    return Action(text=text, rows=_ROW)


@st.composite
def _lines(draw: st.DrawFn, counter: object) -> Line:
    words = draw(st.lists(st.sampled_from(_WORDS), max_size=draw(st.sampled_from((3, 8, 60)))))
    manners = draw(st.lists(st.sampled_from(("whispering", "to Ike", "beat", "angry")), max_size=2))
    return Line(
        id=f"L{next(counter):04d}",  # type: ignore[call-overload]
        cue=draw(st.sampled_from(NAMES)),
        extensions=draw(st.sampled_from(_EXTENSIONS)),
        text=" ".join(words),
        parentheticals=tuple(Parenthetical(text=each, before_word=place) for place, each in enumerate(manners)),
        dual=draw(st.sampled_from((False, False, False, True))),
        rows=_ROW,
    )
