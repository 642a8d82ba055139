"""What a georeference comes to, term by term, and what it still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.app.words import edit_words as say
from geodata.parsing.georeference_options import OPTIONS
from geodata.render.html.templating import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from geodata.core.problems import Problem
    from geodata.parsing.georeferenced import Georeference


def uncertainty_table(found: Georeference) -> Markup:
    """Return the point, what adds to its uncertainty and why, and the sum."""
    return render("georeference.html", say=say, found=found)


def unfinished(problems: Sequence[Problem]) -> Markup:
    """Return what is wrong with what was typed, and then what is still missing."""
    wrong = [(OPTIONS[one.where].label, one) for one in problems if not one.rule.endswith(".needed")]
    missing = "; ".join(OPTIONS[one.where].label for one in problems if one.rule.endswith(".needed"))
    still = say.still_missing(missing) if missing else ""
    return render("georeference_unfinished.html", wrong=wrong, still=still)
