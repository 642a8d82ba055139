"""What a closed way encloses: beside the antimeridian, across it, around a pole, around both."""

import numpy as np
import pytest
import shapely

from geodata.geodesy.antimeridian import polygon_left_of


@pytest.mark.parametrize(
    ("way", "kind", "bounds", "area_deg2"),
    [
        ([(10, 0), (20, 0), (20, 10), (10, 10)], "Polygon", (10, 0, 20, 10), 100),
        ([(170, 0), (-170, 0), (-170, 10), (170, 10)], "MultiPolygon", (-180, 0, 180, 10), 200),
        ([(-170, 10), (170, 10), (170, 0), (-170, 0)], "MultiPolygon", (-180, 0, 180, 10), 200),
        ([(180, 0), (-170, 0), (-170, 10), (180, 10)], "Polygon", (-180, 0, -170, 10), 100),
        ([(170, 0), (-180, 0), (-180, 10), (170, 10)], "Polygon", (170, 0, 180, 10), 100),
        ([(0, 60), (120, 60), (-120, 60)], "Polygon", (-180, 60, 180, 90), 360 * 30),
        ([(0, -60), (-120, -60), (120, -60)], "Polygon", (-180, -90, 180, -60), 360 * 30),
        ([(0, -60), (120, -60), (-120, -60)], "Polygon", (-180, -60, 180, 90), 360 * 150),
        ([(10, 10), (20, 10), (20, 0), (10, 0)], "Polygon", (-180, -90, 180, 90), 360 * 180 - 100),
    ],
)
def test_what_lies_to_the_left_is_enclosed(way, kind, bounds, area_deg2):
    """Cut where the map ends, up to the pole, or all but what a clockwise way goes around; without slivers."""
    area = polygon_left_of(np.array(way, dtype=float))

    assert area.is_valid
    assert (area.geom_type, area.bounds) == (kind, bounds)
    assert area.area == pytest.approx(area_deg2)


def test_a_way_may_turn_back_where_it_began():
    """Around the pole, with a tongue that reaches back over the meridian on which it starts and ends."""
    way = [(0, 60), (120, 60), (-120, 60), (-10, 60), (10, 70), (10, 75), (-10, 65), (-5, 60)]
    area = polygon_left_of(np.array(way, dtype=float))

    assert area.is_valid
    assert all(area.contains(shapely.Point(point)) for point in [(9, 85), (5, 64), (90, 61)])
    assert not area.intersects(shapely.Point(9, 71))
