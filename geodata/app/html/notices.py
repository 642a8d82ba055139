"""What the page says around the case: its title and filters, what could not be read, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from geodata.app.words import map_words
from geodata.app.words import shared_words as say
from geodata.core.model import Case
from geodata.core.problem_list import MORE
from geodata.core.problems import Problem
from geodata.core.text import counted
from geodata.render.html.templating import render

if TYPE_CHECKING:
    from geodata.render.text.headline import Headline

#: A page with all that a broken file of 64 MB may have takes the browser longer than a person waits.
MAX_SHOWN: Final = 100
#: So many pairs of sides that exclude each other stand above the map.
_MOST_EXCLUDING: Final = 3


def heading(
    case: Case,
    shown: str,
    filtered: str,
    headline: Headline | None = None,
    colors: Mapping[str, str] | None = None,
    assumed: Sequence[str] = (),
) -> Markup:
    """Return the title of the page, whose accounts exclude each other, and in words what is shown and by which filters.

    ``headline``: the accounts; where there are several events, the page says which one they are about. ``colors``:
    ``#rrggbb`` by actor. ``assumed``: what verdicts rest on that the case does not have, in sentences.
    """
    return render(
        "heading.html", title=case.title, shown=shown, filtered=say.filtered(filtered) if filtered else "",
        assumed=assumed, headline=headline, colors=colors or {}, say=map_words, most=_MOST_EXCLUDING,
    )  # fmt: skip


def head(case: str, state: str, told: str, *, is_draft: bool) -> Markup:
    """Return what stands above each page.

    ``case``: the name of its file. ``state``: whether it is saved. ``told``: what else is to be said.
    """
    holds = f"{say.ADDRESS_HOLDS} {say.ADDRESS_OF_DRAFT}" if is_draft else say.ADDRESS_HOLDS
    return render("head.html", say=say, case=case, state=state, told=told, holds=holds)


def page_heading(title: str, case: Case, shown: str, filtered: str, assumed: Sequence[str] = ()) -> Markup:
    """Return the title of a page other than the map, and which claims it is about; ``assumed`` as above."""
    return render(
        "page_heading.html",
        page=title,
        title=case.title,
        shown=shown,
        filtered=say.filtered(filtered) if filtered else "",
        assumed=assumed,
    )


def unread(parts: Sequence[str]) -> Markup:
    """Return what in an address could not be read."""
    return render("unread.html", say=say, parts=parts)


def field_problems(found: Sequence[Problem]) -> Markup:
    """Return what is wrong with what one field of a form says."""
    return render("field_problems.html", problems=found)


def problems(source: str, found: Sequence[Problem], *, is_answer: bool = False) -> Markup:
    """Return the first 100 problems of an input, grouped by the record they are in, errors first, and how many more.

    Problems that only say how many others are not listed close the list. ``is_answer``: whether it answers a press, and
    so comes into view.
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
        is_answer=is_answer,
        counts=f"{' and '.join(counts)}{', and more' if uncounted else ''}",
        groups=groups,
        more=say.problems_not_shown(len(listed) - MAX_SHOWN) if len(listed) > MAX_SHOWN else "",
        untold=" ".join(problem.message for problem in uncounted),
    )
