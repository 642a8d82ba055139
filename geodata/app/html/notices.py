"""What the page says around the case: its title and filters, what could not be read, what is sent, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.problem_list import MORE
from geodata.core.text import counted
from geodata.render.html.templating import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from geodata.core.model import Case
    from geodata.core.problems import Problem
    from geodata.render.map.online_tiles import OnlineBase

#: A page with all that a broken file of 64 MB may have takes the browser longer than a person waits.
MAX_SHOWN: Final = 100


def heading(case: Case, shown: str, filtered: str) -> Markup:
    """Return the title of the page, and in words what is shown and by which filters."""
    return render("heading.html", title=case.title, shown=shown, filtered=filtered)


def page_heading(title: str, case: Case, shown: str, filtered: str) -> Markup:
    """Return the title of a page other than the map, and which claims it is about."""
    return render("page_heading.html", page=title, title=case.title, shown=shown, filtered=filtered)


def unread(parts: Sequence[str]) -> Markup:
    """Return what in an address could not be read."""
    return render("unread.html", parts=parts)


def what_is_sent(base: OnlineBase) -> str:
    """Say what an online base map sends to whom."""
    return (
        f"While it is on, your browser asks {base.host} for pictures: it learns your network address and which area "
        "you look at, at which zoom. Nothing of the case is sent."
    )


def problems(source: str, found: Sequence[Problem]) -> Markup:
    """Return the first 100 problems of an input, grouped by the record they are in, errors first, and how many more.

    Problems that only say how many others are not listed close the list.
    """
    uncounted = [problem for problem in found if problem.rule == MORE]
    listed = sorted((problem for problem in found if problem.rule != MORE), key=lambda problem: problem.severity)
    errors = sum(problem.severity == "error" for problem in listed)
    warnings = len(listed) - errors
    counts = [counted(errors, "error")] * bool(errors) + [counted(warnings, "warning")] * bool(warnings)
    groups: dict[str, list[Problem]] = {}
    for problem in listed[:MAX_SHOWN]:
        groups.setdefault(problem.where.split(" $", 1)[0], []).append(problem)
    return render(
        "problems.html",
        source=source,
        counts=f"{' and '.join(counts)}{', and more' if uncounted else ''}",
        groups=groups,
        more=max(0, len(listed) - MAX_SHOWN),
        untold=" ".join(problem.message for problem in uncounted),
    )
