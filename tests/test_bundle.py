"""The map's files as they are served."""

from pathlib import Path

import geodata
from geodata.render.map import assets


def test_the_script_is_all_its_parts_in_order():
    """They are numbered; the first makes the names that the others use."""
    parts = sorted(Path(geodata.__file__).parent.glob("assets/map/*.js"))
    found = [assets.SCRIPT.content.find(part.read_bytes()) for part in parts]

    assert len(parts) > 1
    assert found == sorted(found)
    assert -1 not in found
