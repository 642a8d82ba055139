"""What the page says around the case: its title and filters, what could not be read, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.app.words import shared_words as say
from geodata.core.problem_list import MORE
from geodata.core.text import counted
from geodata.render.html.elements import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.core.model import Case
    from geodata.core.problems import Problem

#: A page with all that a broken file of 64 MB may have takes the browser longer than a person waits.
MAX_SHOWN: Final = 100


def heading(case: Case, shown: str, filtered: str) -> str:
    """Return the title of the page, and in words what is shown and by which filters."""
    by = f" <span class='quiet'>{text(say.filtered(filtered))}</span>" if filtered else ""
    return f"<h1>{text(case.title)}</h1><p role='status'><strong>{text(shown)}.</strong>{by}</p>"


def page_heading(title: str, case: Case, shown: str, filtered: str) -> str:
    """Return the title of a page other than the map, and which claims it is about."""
    by = f" {text(say.filtered(filtered))}" if filtered else ""
    return f"<h1>{title}</h1><p class='quiet'>{text(case.title)} · {text(shown)}.{by}</p>"


def unread(parts: Sequence[str]) -> str:
    """Return what in an address could not be read."""
    listed = ", ".join(text(part) for part in parts)
    return f"<p>{say.left_out_of_link(listed)}</p>"


def problems(source: str, found: Sequence[Problem]) -> str:
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
    parts = [f"<p><strong>{text(source)}</strong>: {' and '.join(counts)}{', and more' if uncounted else ''}.</p>"]
    for record, members in groups.items():
        rows = "".join(
            f"<li><span class='{member.severity}'>{member.severity}</span> {text(member.message)} "
            f"{text(member.remedy)} <code>{text(member.where)} · {text(member.rule)}</code></li>"
            for member in members
        )
        parts.append(f"<section><h3>{text(record)}</h3><ul>{rows}</ul></section>")
    if len(listed) > MAX_SHOWN:
        told = " ".join(problem.message for problem in uncounted)
        more = say.problems_not_shown(len(listed) - MAX_SHOWN)
        parts.append(f"<p>{text(more)} {text(told)}</p>")
    return f"<div class='problems'>{''.join(parts)}</div>"
