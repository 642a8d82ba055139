"""What came of reading a table: every row counted, what is wrong with which cell, what may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.app.words import import_words as say
from geodata.render.html.templating import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from geodata.sandbox.outcome import Outcome


def imported(found: Outcome) -> Markup:
    """Return the counts of an import, what was decided, each bad cell with its remedy, and rows that may be one."""
    return render("imported.html", say=say, found=found)
