"""The map's files as they are served."""

from pathlib import Path

from geodata import bundle


def test_the_script_is_all_its_parts_in_order():
    """They are numbered; the first makes the names that the others use."""
    parts = sorted(Path(bundle.__file__).parent.glob("assets/map/*.js"))
    found = [bundle.SCRIPT.content.find(part.read_bytes()) for part in parts]

    assert len(parts) > 1
    assert found == sorted(found)
    assert -1 not in found
