"""The page of hosted models, written from the catalogue: `python -m renderers.hosted.listing > docs/providers.md`."""

from __future__ import annotations

import sys

from renderers.hosted.catalogue import GUIDE_LIMITS, Catalogue, Price, Row, read_catalogue

_HEAD = """# Hosted models

What each can be asked for and what it costs, as the catalogue that comes with studio knows it. Nothing here was tried
against a live provider, and models come and go every few months: a file of your own lies over it ([how](hosted.md)).
Prices are in dollars. *Bound*: an upper bound of ours, not a price that somebody quotes; *lead*: from other people's
pages. A model that is gone is refused before anything is sent, and the message names what to use instead.
"""
_MODES = {
    "text_to_video": "words", "image_to_video": "keyframe", "reference_to_video": "references", "edit_video": "film",
    "image": "stills", "lip_sync": "lip-sync", "speech": "speech",
}  # fmt: skip


def listing(catalogue: Catalogue) -> str:
    """The page, as Markdown."""
    alive = [row for row in catalogue.rows if row.retired_on is None]
    going = [row for row in catalogue.rows if row.retired_on is not None]
    rows = [
        "| model | tier | makes from | seconds | sizes | guides | sound | seed | price | as of |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(_line(row) for row in alive),
    ]
    gone = ["| model | gone on | use instead | who says so |", "|---|---|---|---|", *(_gone(row) for row in going)]
    return "\n".join([_HEAD, *rows, "", "## Gone, or going", "", *gone, ""])


def _line(row: Row) -> str:
    sizes = ", ".join(dict.fromkeys(f"{each.width}x{each.height}" for each in row.sizes))
    guides = ", ".join(f"{row.most(kind)} {kind}" for kind in GUIDE_LIMITS if row.most(kind))
    modes = [_MODES[mode] for mode in row.modes]
    modes += [f"up to {row.shots} shots a call"] if row.shots > 1 else []
    cells = [
        f"`{row.id}`", row.tier, ", ".join(modes), _seconds(row), sizes or "–",
        guides or "–", row.sound, "yes" if row.seed else "no", "; ".join(map(_price, row.prices)), str(row.as_of),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _seconds(row: Row) -> str:
    if not row.seconds:
        return "–"
    whole = row.seconds == tuple(range(row.seconds[0], row.seconds[-1] + 1)) and len(row.seconds) > 2
    return f"{row.seconds[0]} to {row.seconds[-1]}" if whole else ", ".join(map(str, row.seconds))


def _price(each: Price) -> str:
    when = {True: " with sound", False: " silent", None: ""}[each.sound]
    marks = [word for word, is_so in (("bound", each.bound), ("lead", each.lead)) if is_so]
    note = f" ({', '.join(marks)})" if marks else ""
    return f"{_plain(each)} a {each.per}{when}{note}"


def _plain(each: Price) -> str:
    """Dollars without an exponent: 0.00005."""
    return f"{float(each.dollars):.6f}".rstrip("0").rstrip(".")


def _gone(row: Row) -> str:
    return f"| `{row.id}` | {row.retired_on} | `{row.successor}` | {row.source} |"


if __name__ == "__main__":
    sys.stdout.write(listing(read_catalogue()))
