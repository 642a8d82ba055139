"""The one place that writes HTML: ``markup.card(...)`` and the like return it, with every value escaped.

Within it: elements -> toggles, facts, measures -> lists, cards, tables; notices. Nothing but ``elements`` escapes.
"""

from geodata.markup.cards import card, no_card
from geodata.markup.elements import attribute, link, plain, text
from geodata.markup.facts import distance
from geodata.markup.lists import claim_list, unlocated_claims
from geodata.markup.measures import hint, refused, ring, ruler
from geodata.markup.notices import heading, problems, unread, what_is_sent
from geodata.markup.tables import places, sources
from geodata.markup.toggles import actors, choices

__all__ = [
    "actors",
    "attribute",
    "card",
    "choices",
    "claim_list",
    "distance",
    "heading",
    "hint",
    "link",
    "no_card",
    "places",
    "plain",
    "problems",
    "refused",
    "ring",
    "ruler",
    "sources",
    "text",
    "unlocated_claims",
    "unread",
    "what_is_sent",
]
