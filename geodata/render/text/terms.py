"""The terms that the pages, the page in one file and the report have in common, each with what it means."""

from __future__ import annotations

from typing import Final

PAIRWISE: Final = "Pairwise comparison"
EACH_CLAIM: Final = "Each claim in a row of its own"
PAIRS_IN_DETAIL: Final = "Pairs in detail"
NOTHING_IN_COMMON: Final = "No two of these claims are about the same aspect of one event, so none can be compared."
ACCOUNTS: Final = "Which accounts are consistent"
ACCOUNTS_CAPTION: Final = "An account is all that one speaker says. Consistent accounts can all be true together."
CONFLICTS: Final = "Minimal conflicts"
CONFLICTS_CAPTION: Final = "The smallest sets of claims that cannot all be true."
SCENARIO: Final = "One scenario"
WHAT_IF: Final = "What-if"
CLEAR_FILTERS: Final = "Clear filters"
LOCATIONS: Final = "Possible locations"
LOCATIONS_CAPTION: Final = "Where an event can have happened if the chosen speakers are right."
