"""What a georeference comes to, term by term, and what it still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.app.words import edit_words as say
from geodata.parsing.georeference_options import OPTIONS
from geodata.render.html.elements import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.core.problems import Problem
    from geodata.parsing.georeferenced import Georeference


def uncertainty_table(found: Georeference) -> str:
    """Return the point, what adds to its uncertainty and why, and the sum."""
    rows = "".join(
        f"<tr><th scope='row'>{term.words}</th><td class='metres'>{term.length_m:,.1f} m</td>"
        f"<td class='quiet'>{text(term.why)}</td></tr>"
        for term in found.terms
    )
    return (
        f"<p role='status'><strong>{found.lat:.5f}, {found.lon:.5f}, ± {found.radius_m:,} m</strong> "
        f"<span class='quiet'>{text(found.locality)}</span></p>"
        f"<table class='terms'><tbody>{rows}</tbody><tfoot><tr><th scope='row'>{say.TOGETHER}</th>"
        f"<td class='metres'><strong>{found.uncertainty_m:,.1f} m</strong></td>"
        f"<td class='quiet'>{say.RADIUS}</td></tr></tfoot></table>"
        f"<p class='quiet'>{text(found.protocol)}.</p>"
    )


def unfinished(problems: Sequence[Problem]) -> str:
    """Return what is wrong with what was typed, and then what is still missing."""
    wrong = [one for one in problems if not one.rule.endswith(".needed")]
    missing = [OPTIONS[one.where].label for one in problems if one.rule.endswith(".needed")]
    rows = "".join(
        f"<li><strong>{OPTIONS[one.where].label}</strong>: {text(one.message)} {text(one.remedy)}</li>" for one in wrong
    )
    listed = f"<ul role='alert'>{rows}</ul>" if rows else ""
    still = f"<p class='empty' role='status'>{say.still_missing('; '.join(missing))}</p>" if missing else ""
    return listed + still
