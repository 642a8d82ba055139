"""The last step of filling in a case: what is in it, what is wrong with it, and what is still thin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.html import notices
from geodata.app.panel import panel
from geodata.app.words import edit_words as say
from geodata.casefile.io import find_problems
from geodata.core.problems import Problem
from geodata.core.text import all_in_words, counted
from geodata.core.vocabulary import RECORD_WORDS, RecordKind
from geodata.editing.field_problems import in_form, record_of
from geodata.editing.fields import record_names
from geodata.editing.records import records
from geodata.render.html import elements

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase

_COUNTED: Final[tuple[RecordKind, ...]] = ("actor", "site", "event", "claim", "source")
_MAX_NAMED: Final = 20


def show_check(opened: LoadedCase) -> None:
    """Draw what to look at before the case is used."""
    case = opened.case
    counts = [counted(sum(1 for _ in records(case.document, kind)), RECORD_WORDS[kind]) for kind in _COUNTED]
    st.markdown(elements.plain(say.in_the_case(all_in_words(counts))))
    problems = opened.of(("problems",), lambda: tuple(find_problems(case.document)), _weigh)
    if problems:
        called = record_names(case.document, {record_of(problem) for problem in problems})
        panel(notices.problems(say.CHECKED, [in_form(problem, called) for problem in problems]), "check")
    thin = list(_thin(opened))
    for title, names in thin:
        st.markdown(f"**{elements.plain(title)}: {len(names):,}**")
        more = [say.more_named(len(names) - _MAX_NAMED)] if len(names) > _MAX_NAMED else []
        st.caption("\n".join(f"- {elements.plain(name)}" for name in (*names[:_MAX_NAMED], *more)))
    if not thin and not problems:
        st.success(say.ALL_WELL)


def _weigh(problems: tuple[Problem, ...]) -> int:
    return 400 * len(problems)


def _thin(opened: LoadedCase) -> Iterator[tuple[str, list[str]]]:
    """Yield what a reader would miss, with the names of what it is missing from."""
    case = opened.case
    if len(case.claims) == 1:
        yield say.CLAIMS_ALONE, [case.claims[0].summary]
    lacking = (
        (say.NO_SOURCE, [claim.summary for claim in case.claims if not claim.sources]),
        (say.NO_EVENT, [claim.summary for claim in case.claims if claim.event is None and claim.polarity == "affirm"]),
        (say.OFF_MAP, [claim.summary for claim in case.claims if claim.id in opened.unlocated]),
        (say.NO_POSITION, [site.name for site in case.sites if site.geometry is None]),
        (
            say.NO_UNCERTAINTY,
            [site.name for site in case.sites if site.geometry and not site.is_region and site.uncertainty_m is None],
        ),
    )
    yield from ((title, names) for title, names in lacking if names)
