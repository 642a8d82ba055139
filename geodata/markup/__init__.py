"""The one place that writes HTML and SVG: ``markup.card(...)`` and the like return it, with every value escaped.

Within it: elements -> toggles, facts, measures, drawn -> lists, cards, tables, distances, verdicts -> matrix, standing,
pageclaims -> pageverdicts; editing, importing, notices, page. Nothing but ``elements`` escapes.
"""

from geodata.markup.balloons import case_balloon, claim_balloon, site_balloon
from geodata.markup.cards import card, no_card
from geodata.markup.distances import heat_picture, heat_table, no_sites, pair_details, stated_claim, stated_pairs
from geodata.markup.document import page as document_page
from geodata.markup.drawn import svg
from geodata.markup.editing import candidates, changes, drafts
from geodata.markup.elements import attribute, hint, link, plain, text
from geodata.markup.facts import distance
from geodata.markup.figures import allowed_distances, pair_map, region_map
from geodata.markup.importing import imported
from geodata.markup.lists import claim_list, unlocated_claims
from geodata.markup.matrix import counts, matrices, verdict_picture
from geodata.markup.measures import on_the_map, refused, ring, ruler, toolbar
from geodata.markup.notices import heading, page_heading, problems, unread, what_is_sent
from geodata.markup.page import about, assumptions, document, page_foot, page_head, section, stage, subsection
from geodata.markup.pageclaims import entries, entry, off_map, others
from geodata.markup.pageverdicts import not_compared, sets, verdict_counts, workings
from geodata.markup.standing import accounts, conflicts, one_way, speeds, whereabouts
from geodata.markup.tables import places, sources
from geodata.markup.toggles import actors, choices
from geodata.markup.verdicts import assumed_sites, pair_explained, relations

__all__ = [
    "about",
    "accounts",
    "actors",
    "allowed_distances",
    "assumed_sites",
    "assumptions",
    "attribute",
    "candidates",
    "card",
    "case_balloon",
    "changes",
    "choices",
    "claim_balloon",
    "claim_list",
    "conflicts",
    "counts",
    "distance",
    "document",
    "document_page",
    "drafts",
    "entries",
    "entry",
    "heading",
    "heat_picture",
    "heat_table",
    "hint",
    "imported",
    "link",
    "matrices",
    "no_card",
    "no_sites",
    "not_compared",
    "off_map",
    "on_the_map",
    "one_way",
    "others",
    "page_foot",
    "page_head",
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
    "section",
    "sets",
    "site_balloon",
    "sources",
    "speeds",
    "stage",
    "stated_claim",
    "stated_pairs",
    "subsection",
    "svg",
    "text",
    "toolbar",
    "unlocated_claims",
    "unread",
    "verdict_counts",
    "verdict_picture",
    "what_is_sent",
    "whereabouts",
    "workings",
]
