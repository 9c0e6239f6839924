"""Hypothesis strategies for scripts: texts as people write them, texts nobody would write, and scripts read."""

from __future__ import annotations

from hypothesis import strategies as st

from bible.fountain import read_fountain
from bible.script import Element, Rows, Script

NAMES = ("NORA", "IKE", "ÉMILE", "ОЛЬГА", "MR. SMITH", "DEALER #2", "O'BRIEN", "DR. MÜLLER")
EXTENSIONS = ("V.O.", "O.S.", "CONT'D", "on the radio")
PLACES = ("HARBOUR", "HARBOUR - FERRY SLIP", "KITCHEN", "ПЕКАРНЯ", "CAFÉ DU PORT", "FLAT 4B")
TIMES = ("DAY", "NIGHT", "DAWN", "LATER", "CONTINUOUS", "НІЧ")

_WORDS = st.sampled_from(
    [
        "the",
        "ferry",
        "waits",
        "at",
        "quay",
        "nobody",
        "remembers",
        "why",
        "she",
        "said",
        "so",
        "it's",
        "over;",
        "and",
        "then?",
        "Yes.",
        "No!",
        "herring",
        "*69",
        "snake_case",
        "вода",
        "тихо",
        "léger",
        "1944",
        "—",
        "…",
        "I'm",
        "EXT.",
        "back_to",
        "(laughs)",
        "a*b",
        "~",
        "=",
        "#",
        "@home",
        "[sic]",
        "C:\\dir",
    ]
)
sentences = st.lists(_WORDS, min_size=1, max_size=12).map(" ".join)
"""A few words, some of them tricky."""

MARKS = (
    "[[", "]]", "/*", "*/", "*", "**", "***", "_", "\\", "~", "!", "@", ".", "#", "##", "=", "===", ">", "<", "^", "(",
    ")", ":", "：", "（", "）", "INT. ", "EXT. ", "I/E ", "TO:", "CUT TO:", "FADE IN:", "Title:", "NORA", "小明", "A",
    "a", "é", "1", " ", "  ", "\t", "\n", "\n\n", "\n  \n", "\r\n", "\r", " - DAY", "#1#", "\ufeff", "\x00", "\u2028",
    "\x0c", "\u00a0", "MONTAGE", "!!",
)  # fmt: skip
hostile_texts = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=4)), max_size=60).map("".join)
"""Marks of every kind in any order, with any letters between them."""


@st.composite
def speeches(draw: st.DrawFn) -> str:
    """A cue with what is said under it."""
    name = draw(st.sampled_from(NAMES))
    extension = draw(st.sampled_from(("", *(f" ({each})" for each in EXTENSIONS))))
    dual = draw(st.sampled_from(("", "", "", " ^")))
    rows = [f"{name}{extension}{dual}"]
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()) and draw(st.booleans()):
            rows.append("(gently)")
        rows.append(draw(sentences.filter(lambda text: text[0].isalpha())))
    return "\n".join(rows)


@st.composite
def scene_texts(draw: st.DrawFn) -> str:
    """A scene with a heading, action and speeches."""
    prefix = draw(st.sampled_from(("INT.", "EXT.", "INT./EXT.")))
    place, time = draw(st.sampled_from(PLACES)), draw(st.sampled_from(TIMES))
    elements = draw(st.lists(st.one_of(sentences, speeches(), speeches()), min_size=1, max_size=6))
    return "\n\n".join([f"{prefix} {place} - {time}", *elements])


fountain_texts = st.lists(scene_texts(), min_size=1, max_size=5).map("\n\n".join)
"""Whole scripts as people write them."""

scripts = fountain_texts.map(lambda text: read_fountain(text, "drawn"))
"""Scripts with at least one scene, most of them with lines."""


def unplaced(script: Script) -> Script:
    """The script with all rows alike, to compare what is written and not where."""
    nowhere = Rows(first=1, last=1)

    def lifted(elements: tuple[Element, ...]) -> tuple[Element, ...]:
        return tuple(element.model_copy(update={"rows": nowhere}) for element in elements)

    return script.model_copy(
        update={
            "title_page": tuple(entry.model_copy(update={"rows": nowhere}) for entry in script.title_page),
            "opening": lifted(script.opening),
            "scenes": tuple(
                scene.model_copy(
                    update={
                        "heading": scene.heading.model_copy(update={"rows": nowhere}),
                        "elements": lifted(scene.elements),
                    }
                )
                for scene in script.scenes
            ),
        }
    )
