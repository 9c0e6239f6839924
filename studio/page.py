"""The takes as one web page: every shot with its takes, what is said, and how it stands. No script, nothing fetched.

Everything it shows lies in its own folder, so that the folder can be sent to somebody.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from bible.model import Frozen
from studio.plan import Plan
from studio.production import Production
from studio.views import ShotView, TakeView, shot_views, take_views

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2b33; --paper: #f6f1e4; --sheet: #fffdf6; --rule: #d8cfb8; --loud: #b5432f }
@media (prefers-color-scheme: dark) {
  :root { --ink: #efe7d6; --paper: #151c22; --sheet: #1f2830; --rule: #36424c; --loud: #f2a03c }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.45 system-ui, sans-serif }
header { padding: 2rem clamp(1rem, 5vw, 4rem) 1rem; border-bottom: 6px solid var(--loud) }
h1 { margin: 0; font-size: clamp(1.8rem, 5vw, 3.2rem); line-height: 1.05; letter-spacing: .01em }
main { padding: 1.5rem clamp(1rem, 5vw, 4rem); display: grid; gap: 1.5rem }
section { background: var(--sheet); border: 1px solid var(--rule); padding: 1rem 1.2rem }
h2 { margin: 0 0 .2rem; font-size: 1.25rem }
h2 small { font-weight: 400; opacity: .75; margin-left: .6rem }
p { margin: .2rem 0 .6rem; max-width: 70ch }
.line { font-style: italic }
.state { display: inline-block; padding: 0 .5rem; border: 1px solid currentColor; font-size: .8rem }
.state.stale, .state.missing, .state.blocked { color: var(--loud) }
.takes { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1rem; margin-top: .6rem }
figure { margin: 0 } figcaption { font-size: .85rem; margin-top: .25rem }
video { width: 100%; display: block; background: #000 }
figure.in_cut video { outline: 4px solid var(--loud) } figure.no_good { opacity: .55 }
"""


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
    length = float(rate.seconds(sum(shot.duration_frames for shot in shots)))
    sections = "\n".join(_section(shot, takes.get(shot.slate, []), shown, production) for shot in shots)
    policy = "default-src 'none'; media-src 'self' file:; img-src 'self' file:; style-src 'unsafe-inline'"
    facts = f"{len(shots)} shots, {length:.0f} seconds, {len(production.takes)} takes, {rate.name} frames a second"
    return f"""<!doctype html>
<html lang="und">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{escape(title)} — takes</title>
<style>{_STYLE}</style>
</head>
<body>
<header><h1>{escape(title)}</h1>
<p>{escape(facts)}</p></header>
<main>
{sections}
</main>
</body>
</html>
"""


def _section(shot: ShotView, takes: list[TakeView], shown: Mapping[str, Shown], production: Production) -> str:
    seconds = float(production.picture.rate.seconds(shot.duration_frames))
    said = "".join(f'<p class="line" dir="auto">{escape(line)}</p>' for line in shot.lines)
    what = f'<p dir="auto">{escape(shot.action)}</p>' if shot.action else ""
    reason = f" — {escape(shot.reason)}" if shot.reason else ""
    facts = f"{escape(shot.size)} {escape(shot.framing.replace('_', ' '))}, {escape(shot.move.replace('_', ' '))}"
    return f"""<section id="{escape(shot.slate)}">
<h2>{escape(shot.slate)}<small>{facts}, {seconds:.1f} s</small></h2>
<span class="state {escape(shot.state)}">{escape(shot.state)}{reason}</span>
{what}{said}
<div class="takes">{"".join(_figure(take, shown.get(take.take)) for take in takes)}</div>
</section>"""


def _figure(take: TakeView, files: Shown | None) -> str:
    marks = [mark for mark in ("in_cut", "circled", "no_good", "lost") if getattr(take, mark)]
    said = ", ".join([escape(take.renderer), *(mark.replace("_", " ") for mark in marks)])
    video = (
        f'<video controls preload="none" poster="{escape(files.poster)}" src="{escape(files.clip)}"></video>'
        if files
        else ""
    )
    return f'<figure class="{" ".join(marks)}">{video}<figcaption>{escape(take.take)} · {said}</figcaption></figure>'
