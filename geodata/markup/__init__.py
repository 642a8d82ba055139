"""The one place that writes HTML and SVG: ``markup.card(...)`` and the like return it, with every value escaped.

Within it: elements -> toggles, facts, measures, drawn -> lists, cards, tables, distances; notices. Nothing but
``elements`` escapes.
"""

from geodata.markup.cards import card, no_card
from geodata.markup.distances import heat_picture, heat_table, no_sites, pair_details, stated_claim, stated_pairs
from geodata.markup.drawn import svg
from geodata.markup.elements import attribute, link, plain, text
from geodata.markup.facts import distance
from geodata.markup.figures import allowed_distances, pair_map, region_map
from geodata.markup.lists import claim_list, unlocated_claims
from geodata.markup.measures import hint, refused, ring, ruler, toolbar
from geodata.markup.notices import heading, page_heading, problems, unread, what_is_sent
from geodata.markup.tables import places, sources
from geodata.markup.toggles import actors, choices
from geodata.markup.verdicts import (
    accounts,
    assumed_sites,
    conflicts,
    counts,
    matrix,
    pair_explained,
    relations,
    verdict_picture,
    whereabouts,
)

__all__ = [
    "accounts",
    "actors",
    "allowed_distances",
    "assumed_sites",
    "attribute",
    "card",
    "choices",
    "claim_list",
    "conflicts",
    "counts",
    "distance",
    "heading",
    "heat_picture",
    "heat_table",
    "hint",
    "link",
    "matrix",
    "no_card",
    "no_sites",
    "page_heading",
    "pair_details",
    "pair_explained",
    "pair_map",
    "places",
    "plain",
    "problems",
    "refused",
    "region_map",
    "relations",
    "ring",
    "ruler",
    "sources",
    "stated_claim",
    "stated_pairs",
    "svg",
    "text",
    "toolbar",
    "unlocated_claims",
    "unread",
    "verdict_picture",
    "what_is_sent",
    "whereabouts",
]
