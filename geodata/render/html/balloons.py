"""What a globe program shows of a claim, a place and a case when it is clicked: HTML that stands by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.core.assumptions import Assumptions
from geodata.core.units import DEFAULT_UNIT
from geodata.render.html.templating import render
from geodata.render.text.claim_view import claim_view, credits_of, site_view

if TYPE_CHECKING:
    from markupsafe import Markup

    from geodata.core.model import Case, Claim, Site
    from geodata.core.precision import Precision


def claim_balloon(case: Case, claim: Claim, rule: Precision) -> Markup:
    """Return everything that is known of a claim, its sources as links."""
    return render("claim_balloon.html", view=claim_view(case, claim, Assumptions(rule=rule), DEFAULT_UNIT))


def site_balloon(site: Site) -> Markup:
    """Return a place with its spellings, its uncertainty, and how it was found or why it is blurred."""
    return render("site_balloon.html", site=site_view(site, DEFAULT_UNIT))


def case_balloon(case: Case, claims: str, filters: str) -> Markup:
    """Return a case with its summary, which claims of it are here, and where its data come from."""
    return render("case_balloon.html", summary=case.summary, claims=claims, filters=filters, credits=credits_of(case))
