"""What the browser may report, beside what our own pages have it report."""

import re

from geodata.app.panel_events import ACTIONS
from tests.app import ROOT

#: A button of the markup or of a template, a list of toggles, a message of the map.
SENT = re.compile(
    r"""(?<![\w.])button\(\s*["']([a-z-]+)["']|toggles\.choices\([^,]*,\s*"([a-z-]+)"|tell\("([a-z-]+)\"|"""
    r"""data-action="([a-z-]+)\""""
)


def test_the_actions_are_those_that_are_sent():
    """No button is without effect for want of its name here, and no action is taken that no page offers."""
    sources = [*(one for kind in ("py", "js", "html") for one in (ROOT / "geodata").rglob(f"*.{kind}"))]
    found = [match for path in sources for match in SENT.findall(path.read_text(encoding="utf-8"))]
    assert {next(filter(None, names)) for names in found} == ACTIONS
