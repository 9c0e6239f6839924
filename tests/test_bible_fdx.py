"""Final Draft files: everything in them finds its place, and hostile ones are refused with the row."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from fountain_case import outline
from hypothesis import given
from hypothesis import strategies as st
from strategies import scripts, sentences, unplaced

from bible.errors import ScriptError
from bible.fdx import read_fdx
from bible.fountain import read_fountain
from bible.read import read_script
from bible.script import Script
from bible.write import write_fountain


def _fdx(body: str, more: str = "") -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<FinalDraft DocumentType="Script" Version="5">\n'
    return f"{head}<Content>\n{body}\n</Content>\n{more}</FinalDraft>\n".encode()


def _paragraph(kind: str, text: str, attributes: str = "") -> str:
    return f"<Paragraph Type={quoteattr(kind)} {attributes}><Text>{escape(text)}</Text></Paragraph>"


HOUSE = _paragraph("Scene Heading", "INT. HOUSE - DAY")


def _read(data: bytes) -> Script:
    return read_fdx(data, "test", "test.fdx")


def _said(cue: str, *said: str) -> str:
    kinds = ("Parenthetical" if words.startswith("(") else "Dialogue" for words in said)
    return _paragraph("Character", cue) + "".join(map(_paragraph, kinds, said))


@pytest.mark.parametrize(
    ("body", "holds"),
    [
        (_paragraph("Action", "Rain."), "A Rain."),
        (_paragraph("General", "Rain."), "A Rain."),
        (_paragraph("Shot", "CLOSE ON THE LAMP"), "A CLOSE ON THE LAMP"),
        (_paragraph("Some New Kind", "Rain."), "A Rain."),
        (_paragraph("Action", ""), ""),
        (_paragraph("Action", "one\ntwo"), "A one / two"),
        ('<Paragraph Type="Action"><Text>Rain </Text><Text Style="Bold">falls</Text></Paragraph>', "A Rain falls"),
        ('<Paragraph Type="Action"><Text Style="Bold+AllCaps">rain</Text></Paragraph>', "A RAIN"),
        (_paragraph("Action", "THE END", 'Alignment="Center"'), ">< THE END"),
        (_paragraph("Transition", "Cut to:"), "> CUT TO:"),
        (_said("Nora", "Hello."), "L NORA: Hello."),
        (_said("NORA (V.O.) (CONT'D)", "(gently)", "Hello.", "(beat)", "Bye."),
         "L NORA (V.O.) (CONT'D): (gently) Hello. (beat) Bye."),
        (_said("NORA", "Hello.", "There."), "L NORA: Hello. There."),
        (_said("NORA", "(nods)"), "A NORA / (nods)"),
        (_paragraph("Dialogue", "Nobody says this."), "A Nobody says this."),
        (_paragraph("Character", "NORA") + _paragraph("Parenthetical", "sotto") + _paragraph("Dialogue", "Hi."),
         "L NORA: (sotto) Hi."),
        (_paragraph("Character", "NORA") + _paragraph("Singing", "La la."), "L NORA ~: La la."),
        (_paragraph("Lyrics", "La la."), "~ La la."),
        (_paragraph("New Act", "ACT TWO"), "# ACT TWO"),
        (_paragraph("Cast List", "Nora, Ike"), "[[ Nora, Ike"),
        (f"<Paragraph><DualDialogue>{_said('NORA', 'Yes.')}{_said('IKE', 'No.')}</DualDialogue></Paragraph>",
         "L NORA: Yes. ¦ L IKE ^: No."),
        (f"<DualDialogue>{_said('NORA', 'Yes.')}{_said('IKE', '(low)', 'No.')}</DualDialogue>",
         "L NORA: Yes. ¦ L IKE ^: (low) No."),
        ('<Paragraph Type="Action"><ScriptNote><Paragraph><Text>check</Text></Paragraph></ScriptNote>'
         "<Text>Rain.</Text></Paragraph>", "A Rain. ¦ [[ check"),
        (_paragraph("Scene Heading", "ext. sea - night", 'Number="12A"') + _paragraph("Action", "Waves."),
         "H EXT | SEA | NIGHT #12A# ¦ A Waves."),
        ('<Paragraph Type="Scene Heading" Number="3"><SceneProperties Title=""><Summary><Paragraph><Text>She goes.'
         "</Text></Paragraph></Summary></SceneProperties><Text>EXT. SEA - NIGHT</Text></Paragraph>",
         "H EXT | SEA | NIGHT #3# ¦ = She goes."),
        ('<Paragraph Type="Scene Heading" Number="21"><Text>OMITTED</Text><OmittedScene>'
         + _paragraph("Scene Heading", "EXT. YARD - DUSK") + _paragraph("Action", "Mara waits.")
         + "</OmittedScene></Paragraph>" + _paragraph("Action", "Rain."),
         "/* #21# OMITTED / EXT. YARD - DUSK / Mara waits. ¦ A Rain."),
        (_paragraph("Action", "[[not a note]] and *not bold*"), "A [[not a note]] and *not bold*"),
    ],
)  # fmt: skip
def test_a_file_holds_what_it_says(body: str, holds: str) -> None:
    script = _read(_fdx(HOUSE + body))
    assert outline(script, house=True) == holds
    again = read_fountain(write_fountain(script), "test")
    assert unplaced(again) == unplaced(script)


def test_the_title_page_comes_after_the_script() -> None:
    rows = ["THE FERRY", "written by", "Ann", "555-1234"]
    page = "".join(f"<Paragraph><Text>{row}</Text></Paragraph>" for row in rows)
    script = _read(_fdx(HOUSE + _said("NORA", "Hello."), f"<TitlePage><Content>{page}</Content></TitlePage>"))
    assert (script.title, script.byline) == ("THE FERRY", "written by Ann")
    assert len(script.scenes) == 1
    assert outline(script).startswith("T Title: THE FERRY ¦ T Credit: written by ¦ T Author: Ann ¦ T Contact: 555-1234")


def test_notes_that_stand_apart_hang_where_their_range_starts() -> None:
    notes = (
        '<ScriptNotes><ScriptNote Range="17,20"><Paragraph><Text>first</Text></Paragraph></ScriptNote>'
        '<ScriptNote Range="23,24"><Paragraph><Text>second</Text></Paragraph></ScriptNote></ScriptNotes>'
    )
    script = _read(_fdx(HOUSE + _paragraph("Action", "Rain.") + _paragraph("Action", "Sun."), notes))
    assert outline(script, house=True) == "A Rain. ¦ [[ first ¦ A Sun. ¦ [[ second"


def test_rows_are_those_of_the_file() -> None:
    script = _read(_fdx(HOUSE + "\n" + _paragraph("Action", "Rain.") + "\n" + _said("NORA", "Hello.")))
    assert [element.rows.first for element in script.scenes[0].elements] == [5, 6]


@pytest.mark.parametrize(
    ("data", "says", "row"),
    [
        (b"", "empty", 0),
        (b'<?xml version="1.0"?>\n<!DOCTYPE FinalDraft>\n<FinalDraft/>', "DOCTYPE", 2),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><FinalDraft>&b;</FinalDraft>',
         "DOCTYPE", 1),
        (b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n<FinalDraft>&f;</FinalDraft>', "DOCTYPE", 1),
        (b"<FinalDraft>\n<Content>\n<Paragraph>", "no whole XML", 3),
        (b"<FinalDraft>\n<Content>&nope;</Content></FinalDraft>", "no whole XML", 2),
        (b"<html>\n</html>", "no Final Draft script", 1),
        (b"<FinalDraft>" + b"<a>" * 100, "nested", 1),
        (b"just words", "no whole XML", 1),
        (b"PK\x03\x04", "zipped", 0),
        (b"<FinalDraft><Content></Content></FinalDraft>", "no scene", 1),
        (b'<?xml version="1.0" encoding="undefined"?><FinalDraft/>', "no scene", 1),
        (b'<?xml version="1.0" encoding="rot13"?><FinalDraft/>', "no scene", 1),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_hostile_files_are_refused_with_the_row(tmp_path: Path, data: bytes, says: str, row: int) -> None:
    path = tmp_path / "script.fdx"
    path.write_bytes(data)
    with pytest.raises(ScriptError) as caught:
        read_script(path)
    assert says in caught.value.what
    assert caught.value.where == (f"{path}:{row}" if row else str(path))
    assert caught.value.cure


def test_ten_thousand_nested_elements_end_at_once() -> None:
    with pytest.raises(ScriptError, match="nested"):
        _read(b"<FinalDraft>" + b"<Content>" * 10_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_any_declared_encoding_is_read(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = _fdx(HOUSE + _said("ÉMILE", "Ça va ?")).decode().replace('"UTF-8"', f'"{declared.upper()}"')
    assert outline(_read(text.encode(encoding)), house=True) == "L ÉMILE: Ça va ?"


def _as_fdx(script: Script) -> bytes:
    body = []
    for scene in script.scenes:
        body.append(_paragraph("Scene Heading", scene.heading.text))
        for element in scene.elements:
            if element.kind == "line":
                cue = " ".join([element.cue, *(f"({extension})" for extension in element.extensions)])
                body.append(_paragraph("Character", cue))
                body += [_paragraph("Parenthetical", f"({manner.text})") for manner in element.parentheticals]
                body.append(_paragraph("Dialogue", element.text))
            else:
                body.append(_paragraph("Action", element.text))
    return _fdx("\n".join(body))


@given(scripts)
def test_a_script_saved_by_final_draft_has_the_same_lines(script: Script) -> None:
    read = _read(_as_fdx(script))
    assert [(line.cue, line.extensions, line.text) for line in read.lines()] == [
        (line.cue, line.extensions, line.text) for line in script.lines()
    ]
    assert [scene.heading.place for scene in read.scenes] == [scene.heading.place.upper() for scene in script.scenes]


KINDS = ("Action", "Character", "Dialogue", "Parenthetical", "Transition", "Scene Heading", "General", "Lyrics", "")


WORDS = sentences | st.text("(a) [[x]]*_~=\n/*TO:", max_size=12)


@given(st.lists(st.tuples(st.sampled_from(KINDS), WORDS), max_size=12))
def test_any_paragraphs_come_back_through_fountain(paragraphs: list[tuple[str, str]]) -> None:
    script = _read(_fdx(HOUSE + "".join(_paragraph(kind, text) for kind, text in paragraphs)))
    assert unplaced(read_fountain(write_fountain(script), "test")) == unplaced(script)


@pytest.mark.parametrize("encoding", ["unicode_escape", "idna", "punycode", "utf-16", "utf-7", "nonsense"])
def test_a_file_that_declares_no_encoding_of_letters_is_read_by_its_bytes(encoding: str) -> None:
    text = _fdx(HOUSE + _said("ÉMILE", "Ça \\u0041va ?")).decode().replace('"UTF-8"', f'"{encoding}"')
    assert outline(_read(text.encode()), house=True) == "L ÉMILE: Ça \\u0041va ?"
