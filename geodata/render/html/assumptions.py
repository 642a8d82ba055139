"""What verdicts rest on beside the words: all of it for a page that stands alone, and what a reader tries out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.render.html.templating import render
from geodata.render.text.assumption_view import METHOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from geodata.render.text.assumption_view import AssumptionView


def assumptions(views: Sequence[AssumptionView]) -> Markup:
    """Return everything that is assumed, and how verdicts are worked out."""
    return render("assumptions.html", assumptions=views, method=METHOD)


def on_trial(views: Sequence[AssumptionView]) -> Markup:
    """Return which places are taken to be surer or elsewhere than the case has them, each with what undoes it."""
    return render("on_trial.html", assumptions=views)
