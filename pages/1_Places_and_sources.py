"""Places and sources: where each position and each statement of the case comes from."""

from geodata import ui

opened = ui.start("Places and sources")
ui.show_places(opened)
ui.show_sources(opened)
