"""The takes as one web page: every shot with its takes, what is said, and how it stands. No script, nothing fetched.

Everything it shows lies in its own folder, so that the folder can be sent to somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import groupby

from bible.model import Frozen
from studio.plan import Plan
from studio.production import Production
from studio.views import ShotView, TakeView, shot_views, status_of, take_views

STYLE = """
:root { color-scheme: light dark; --ink: #1d2b33; --paper: #f6f1e4; --sheet: #fffdf6; --rule: #d8cfb8; --loud: #b5432f }
@media (prefers-color-scheme: dark) {
  :root { --ink: #efe7d6; --paper: #151c22; --sheet: #1f2830; --rule: #36424c; --loud: #f2a03c }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.45 system-ui, sans-serif }
header { padding: 2rem clamp(1rem, 5vw, 4rem) 1rem; border-bottom: 6px solid var(--loud) }
h1 { margin: 0; font-size: clamp(1.8rem, 5vw, 3.2rem); line-height: 1.05; letter-spacing: .01em }
nav { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .8rem }
nav a { color: inherit; border: 1px solid var(--rule); padding: .1rem .6rem; text-decoration: none }
a:hover, :focus-visible { outline: 3px solid var(--loud); outline-offset: 2px }
main { padding: 0 clamp(1rem, 5vw, 4rem) 2rem }
h2 { margin: 2rem 0 .8rem; font-size: 1.25rem }
.scene { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem }
article { background: var(--sheet); border: 1px solid var(--rule); padding: 1rem 1.2rem; min-width: 0 }
@media (min-width: 60rem) { article.many { grid-column: span 2 } }
h3 { margin: 0 0 .2rem; font-size: 1.15rem }
h3 small { font-weight: 400; opacity: .75; margin-left: .6rem }
p { margin: .2rem 0 .6rem; max-width: 70ch }
.line { font-style: italic }
.state { display: inline-block; padding: 0 .5rem; border: 1px solid currentColor; font-size: .8rem }
.state.stale, .state.missing, .state.blocked { color: var(--loud) }
.takes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); gap: 1rem }
.takes { margin-top: .6rem }
figure { margin: 0 } figcaption { font-size: .85rem; margin-top: .25rem }
video { width: 100%; max-width: 26rem; display: block; background: #000 }
.gone { border: 1px dashed var(--rule); padding: 1rem; aspect-ratio: 16 / 9; max-width: 26rem; opacity: .75 }
figure.in_cut video { outline: 4px solid var(--loud) } figure.no_good { opacity: .55 }
"""
"""How pages of takes look."""


class Shown(Frozen):
    """The files of a take that lie beside the page, as paths from it."""

    clip: str
    poster: str


def takes_page(production: Production, planned: Plan, shown: Mapping[str, Shown]) -> str:
    """The page as HTML; `shown` has the files of each take by its name. A take without files is told of, too."""
    title = production.script.title if production.script else production.name
    takes: dict[str, list[TakeView]] = {}
    for take in take_views(production, planned):
        takes.setdefault(take.slate, []).append(take)
    shots = shot_views(production, planned)
    rate = production.picture.rate
    length = int(rate.seconds(status_of(production, planned).duration_frames))
    links, body = by_scene(production, shots, lambda shot: _card(shot, takes.get(shot.slate, []), shown, production))
    policy = "default-src 'none'; media-src 'self' file:; img-src 'self' file:; style-src 'unsafe-inline'"
    clock = f"{length // 60}:{length % 60:02d}"
    facts = f"{len(shots)} shots, {clock}, {len(production.takes)} takes, {rate.name} frames a second"
    return f"""<!doctype html>
<html lang="und">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{escape(title)} — takes</title>
<style>{STYLE}</style>
</head>
<body>
<header><h1>{escape(title)}</h1>
<p>{escape(facts)}</p>
<nav aria-label="Scenes">{links}</nav></header>
<main>
{body}
</main>
</body>
</html>
"""


def by_scene(production: Production, shots: Iterable[ShotView], card: Callable[[ShotView], str]) -> tuple[str, str]:
    """Links to the scenes, and the scenes with a card for each of their shots, as HTML."""
    scenes = {scene.number: scene.heading.text for scene in production.script.scenes} if production.script else {}
    links: list[str] = []
    sections: list[str] = []
    for number, group in groupby(shots, key=lambda shot: shot.scene):
        heading, anchor = f"{number} {scenes.get(number, '')}", f"scene-{len(links)}"
        cards = "\n".join(card(shot) for shot in group)
        sections.append(f'<h2 id="{anchor}" dir="auto">{escape(heading)}</h2>\n<div class="scene">{cards}</div>')
        links.append(f'<a href="#{anchor}" title="{escape(heading)}">{escape(number)}</a>')
    return "".join(links), "\n".join(sections)


def shot_head(shot: ShotView, production: Production) -> str:
    """What a shot is, how it stands, what happens in it and what is said, as HTML."""
    seconds = float(production.picture.rate.seconds(shot.duration_frames))
    said = "".join(f'<p class="line" dir="auto">{escape(line)}</p>' for line in shot.lines)
    what = f'<p dir="auto">{escape(shot.action)}</p>' if shot.action else ""
    reason = f" — {escape(shot.reason)}" if shot.reason else ""
    facts = f"{escape(shot.size)} {escape(shot.framing.replace('_', ' '))}, {escape(shot.move.replace('_', ' '))}"
    return f"""<h3>{escape(shot.slate)}<small>{facts}, {seconds:.1f} s</small></h3>
<span class="state {escape(shot.state)}">{escape(shot.state)}{reason}</span>
{what}{said}"""


def take_marks(take: TakeView) -> list[str]:
    """What there is to say of a take, as its view names it: `in_cut`, `circled`, `no_good`, `lost`."""
    return [mark for mark in ("in_cut", "circled", "no_good", "lost") if getattr(take, mark)]


def _card(shot: ShotView, takes: list[TakeView], shown: Mapping[str, Shown], production: Production) -> str:
    many = ' class="many"' if len(takes) > 1 else ""
    return f"""<article id="{escape(shot.slate)}"{many}>
{shot_head(shot, production)}
<div class="takes">{"".join(_figure(take, shown.get(take.take)) for take in takes)}</div>
</article>"""


def _figure(take: TakeView, files: Shown | None) -> str:
    marks = take_marks(take)
    said = ", ".join([escape(take.renderer), *(mark.replace("_", " ") for mark in marks)])
    video = (
        f'<video controls preload="none" aria-label="{escape(take.take)}" poster="{escape(files.poster)}"'
        f' src="{escape(files.clip)}"></video>'
        if files
        else '<div class="gone">its file is gone</div>'
    )
    return f'<figure class="{" ".join(marks)}">{video}<figcaption>{escape(take.take)} · {said}</figcaption></figure>'
