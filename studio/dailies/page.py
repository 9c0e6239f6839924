"""The dailies page as HTML: the page of takes with their files as they lie in the production, and what to rule."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from bible.model import Frozen
from studio.folder import ProductionFolder
from studio.nodes import Node
from studio.office import look_into
from studio.page import STYLE, by_scene, shot_head, take_marks
from studio.pick import rulings_on
from studio.production import Production, Reason, Verdict
from studio.script_file import script_state
from studio.views import ShotView, Status, TakeView, shot_views, status_of, take_views

STYLE_SHEET = (
    STYLE
    + """
html { scroll-padding-block: 1rem 4rem }
body { padding-bottom: 4rem }
h1, h2, p, li, figcaption { overflow-wrap: anywhere } video { height: auto }
header p { margin: .3rem 0 0 } code { user-select: all }
article:focus { outline: none } article[aria-current] { outline: 3px solid var(--loud) }
figure { padding: .4rem; border: 1px solid transparent } figure[aria-current] { border-color: var(--loud) }
figure.no_good { opacity: 1 } figure.no_good :is(video, figcaption) { opacity: .55 }
button, summary, input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--rule) }
button, summary { padding: .35rem .8rem; cursor: pointer; min-height: 2.4rem }
button:hover { border-color: var(--loud) }
input { padding: .35rem .6rem; width: 100%; margin-bottom: .4rem }
.rule { display: flex; flex-wrap: wrap; gap: .4rem; align-items: start; margin-top: .4rem }
details { max-width: 100% } summary { list-style: none } summary::-webkit-details-marker { display: none }
details[open] { flex-basis: 100% } details form { margin-top: .4rem; display: flex; flex-wrap: wrap; gap: .4rem }
.more { font-size: .85rem; margin-top: .8rem } .more ul { margin: .4rem 0; padding-left: 1.2rem }
#said { position: fixed; inset: auto 0 0 0; margin: 0; max-width: none; padding: .7rem clamp(1rem, 5vw, 4rem);
  background: var(--sheet); border-top: 1px solid var(--rule) }
#said.wrong { border-top: 4px solid var(--loud) } kbd { font: inherit; border: 1px solid var(--rule); padding: 0 .3rem }
"""
)
_KEYS = (
    ("j k", "next, previous shot"), ("1–9", "take"), ("space", "play"), ("c", "circle"), ("n", "no good"),
    ("p", "keep"),
)  # fmt: skip


class Look(Frozen):
    """The page, and the file of each take and version it shows, from the production folder."""

    html: str
    files: dict[str, str]


def look(folder: ProductionFolder, typed: Callable[[str], str], stamp: str) -> Look:
    """The page of a production as it stands now; it is read, not held.

    `typed` words commands as they are to be typed from where the person is; `stamp` says which state of the database
    is shown. Raises what `look_into` raises.
    """
    with look_into(folder) as office:
        production, planned = office.standing()
        state = script_state(folder, production)
    status = status_of(production, planned, state)
    nodes = {node.name: node for node in planned.nodes if node.kind == "clip"}
    takes: dict[str, list[TakeView]] = {}
    for take in sorted(take_views(production, planned), key=lambda take: take.number):
        takes.setdefault(take.slate, []).append(take)

    def card(shot: ShotView) -> str:
        return _card(shot, nodes[shot.slate], takes.get(shot.slate, []), production, typed)

    links, body = by_scene(production, shot_views(production, planned), card)
    return Look(html=_page(status, links, body, typed, stamp), files=_files(production))


def _files(production: Production) -> dict[str, str]:
    takes = {take.name: take.file for take in production.takes}
    versions = {version.name: version.file for version in production.versions}
    return {name: file for name, file in (takes | versions).items() if file not in production.lost}


def _page(status: Status, links: str, body: str, typed: Callable[[str], str], stamp: str) -> str:
    title = escape(status.title or status.production)
    version = f" (v{status.version:03d})" if status.version else ""
    reason = f" — {escape(status.film_reason)}" if status.film_reason else ""
    keys = " · ".join(f"<kbd>{key}</kbd> {does}" for key, does in _KEYS)
    return f"""<!doctype html>
<html lang="und">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} — dailies</title>
<link rel="stylesheet" href="/dailies.css">
<link rel="icon" href="data:,">
<script src="/dailies.js" defer></script>
</head>
<body data-stamp="{escape(stamp)}">
<header><h1 dir="auto">{title}</h1>
<div id="standing"><p>{status.shots} shots, {status.takes} takes · film: {escape(status.film)}{version}{reason}</p>
<p>next: <code>{escape(typed(status.next))}</code></p></div>
<p>{keys}</p>
<nav aria-label="Scenes">{links}</nav></header>
<main>
{body}
</main>
<p id="said" role="status" hidden></p>
</body>
</html>
"""


def _card(
    shot: ShotView, node: Node, takes: list[TakeView], production: Production, typed: Callable[[str], str]
) -> str:
    slate, kept = escape(shot.slate), rulings_on(production, node.subject).kept
    many = ' class="many"' if len(takes) > 1 else ""
    deed = "release" if kept else "keep"
    figures = "".join(_figure(take, production) for take in takes)
    said = "".join(f"<li>{_said(each, shot.slate)}</li>" for each in production.said_of(node.subject))
    lines = (f"studio retake {shot.slate}", f'studio revise {shot.slate} --note "wider, slower push"')
    told = "".join(f"<p><code>{escape(typed(each))}</code></p>" for each in lines)
    return f"""<article id="{slate}"{many} tabindex="-1" aria-label="{slate}">
{shot_head(shot, production)}
<div class="takes">{figures}</div>
<div class="rule">{_button(deed, shot.slate, "keep the shot" if deed == "keep" else "kept: release it")}</div>
<details class="more" id="more-{slate}"><summary>what was said, and what to type</summary>
<ul>{said}</ul>{told}</details>
</article>"""


def _figure(take: TakeView, production: Production) -> str:
    name, marks = escape(take.take), take_marks(take)
    said = ", ".join([escape(take.renderer), *(mark.replace("_", " ") for mark in marks)])
    versions = "".join(f' · <a href="{_address(each)}">{escape(each)}</a>' for each in take.versions)
    picture = production.picture
    rate = picture.rate
    first, last = (float(rate.seconds(each)) for each in (take.handles, take.handles + take.frames))
    video = (
        '<div class="gone">its file is gone</div>'
        if take.lost
        else f'<video controls playsinline preload="none" width="{picture.width}" height="{picture.height}" '
        f'data-from="{first:.3f}"{" data-own" if take.sound else ""} aria-label="{name}" '
        f'src="{_address(take.take)}#t={first:.3f},{last:.3f}"></video>'
    )
    reasons = "".join(f'<button name="why" value="{each}">{each}</button>' for each in Reason)
    return f"""<figure class="{" ".join(marks)}" id="take-{name}" data-number="{take.number}">{video}
<figcaption>{name} · {said}{versions}</figcaption>
<div class="rule">{_button("circle", take.take, "circle")}
<details id="nogood-{name}"><summary>no good</summary><form method="post" action="/rule">
<input type="hidden" name="deed" value="nogood"><input type="hidden" name="name" value="{name}">
<input name="note" aria-label="Why {name} is no good, in words" placeholder="in words" maxlength="400">
{reasons}</form></details></div></figure>"""


def _button(deed: str, name: str, words: str) -> str:
    """A form of one button that rules on a take or shot."""
    name = escape(name)
    return f"""<form method="post" action="/rule" data-deed="{deed}"><input type="hidden" name="deed" value="{deed}">\
<input type="hidden" name="name" value="{name}"><button id="{deed}-{name}">{words}</button></form>"""


def _address(name: str) -> str:
    return escape(f"/media/{quote(name, safe='')}")


def _said(verdict: Verdict, slate: str) -> str:
    """`1A-2 no good: hands — her left one (2026-11-29, nora)`, as HTML."""
    mark = "k" if verdict.of == "still" else ""
    about = f"{slate}-{mark}{verdict.number}" if verdict.of in ("take", "still") else slate
    ruling = verdict.ruling.value.replace("_", " ")
    reason = f": {verdict.reason.value}" if verdict.reason else ""
    note = f" — {verdict.note}" if verdict.note else ""
    return escape(f"{about} {ruling}{reason}{note} ({', '.join(filter(None, (verdict.at[:10], verdict.by)))})")
