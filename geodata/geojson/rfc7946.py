"""Tell whether a JSON value is GeoJSON as RFC 7946 has it, and everything that is wrong with it.

Every problem is found in one pass; none hides another. Where the standard only advises, the problem is a warning.
Six judgements are ours. The anchors they agree with are the files of mapbox/geojsonhint that the tests read:

* A coordinate beyond 180 or 90 degrees is an error **in a feature**, which is there to be drawn and measured, and a
  warning in a bare geometry: the standard states no limits, and the anchor ``issue82`` (latitudes to -141) is good.
* A GeometryCollection inside another, or of one geometry, is an error: section 3.1.8 says SHOULD, the anchors must.
* Ten or eleven decimals in numbers cut to length are an error, as in the anchor ``excessive_precision_truncated``:
  a hundredth of a millimetre is not a measurement. The 15 digits that programs print of any double, or eight or nine
  decimals, are a warning.
* A self-crossing polygon is an error (:mod:`geodata.geojson.ring_rules`).
* A Feature without ``properties`` is an error in a collection and a warning by itself: section 3.2 demands them, the
  standard's own example in section 5.2 (the anchor ``example_02_c``) leaves them out.
* The member ``crs`` of GeoJSON 2008 is a warning.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Any, Final

from geodata.core.json_path import JsonPath
from geodata.core.problem_list import listed
from geodata.core.problems import Problem, Severity, quoted
from geodata.geojson.geometry_rules import GEOMETRY_TYPES, geometry_problems
from geodata.geojson.object_rules import bbox_problems, canonical_type, crs_problems, forbidden_problems, type_problems
from geodata.geojson.position_rules import is_number

GEOJSON_TYPES: Final = (*GEOMETRY_TYPES, "Feature", "FeatureCollection")
_FEATURE_MEMBERS: Final = frozenset({"type", "id", "geometry", "properties"})

_Object = dict[str, Any]


def check_geojson(value: object) -> tuple[Problem, ...]:
    """Return everything that is wrong with a JSON value as GeoJSON, errors and warnings, in document order.

    ``value``: a parsed JSON value: any of None, bool, int, float, str, list, dict.

    >>> check_geojson({"type": "Point", "coordinates": [40.056, 35.396]})
    ()
    >>> [problem] = check_geojson({"type": "Feature", "id": "A", "properties": None,
    ...                            "geometry": {"type": "Point", "coordinates": [35.396, 140.056]}})
    >>> problem.where, problem.rule, problem.remedy
    ('A $.geometry.coordinates', 'geojson.range', 'Swap the two numbers: longitude comes first.')
    """
    return listed(find_geojson_problems(value))


def find_geojson_problems(value: object, passed: Container[int] = ()) -> Iterator[Problem]:
    """Yield what :func:`check_geojson` lists, without end: a large file may have millions.

    ``value``: as for :func:`check_geojson`. ``passed``: identities (:func:`id`) of features of a collection that are
    passed over.
    """
    spot = JsonPath()
    if not isinstance(value, dict):
        yield spot.problem(
            "geojson.object",
            f"The file holds {quoted(value)}, which is not a GeoJSON object.",
            'Begin with {"type": "FeatureCollection", "features": [...]}.',
        )
        return
    kind = canonical_type(value, GEOJSON_TYPES) or _likely_type(value)
    if kind == "FeatureCollection":
        yield from _collection_problems(value, spot, passed)
    elif kind == "Feature":
        yield from _feature_problems(value, spot, without_properties="warning")
    elif kind is None:
        yield from type_problems(value, spot, GEOJSON_TYPES)
    else:
        yield from geometry_problems(value, spot, "warning")


def _likely_type(value: _Object) -> str | None:
    """Guess a type that is missing or misspelled, so that the rest can be checked all the same."""
    guesses = (("features", "FeatureCollection"), ("geometry", "Feature"))
    return next((kind for member, kind in guesses if member in value), None)


def _collection_problems(collection: _Object, spot: JsonPath, passed: Container[int]) -> Iterator[Problem]:
    yield from type_problems(collection, spot, ("FeatureCollection",))
    # Section 7.1: a FeatureCollection MUST NOT contain these.
    yield from forbidden_problems(collection, spot, ("coordinates", "geometries", "geometry", "properties"))
    yield from crs_problems(collection, spot)
    yield from bbox_problems(collection, spot, "error")
    features = collection.get("features")
    if not isinstance(features, list):
        yield _wrong_member(collection, "features", "an array of features", spot)
        return
    here = spot.member("features")
    for index, feature in enumerate(features):
        if id(feature) not in passed:
            yield from _feature_problems(feature, here.element(index))


def _feature_problems(feature: object, spot: JsonPath, without_properties: Severity = "error") -> Iterator[Problem]:
    if not isinstance(feature, dict):
        yield spot.problem(
            "geojson.feature",
            f"{quoted(feature)} stands where a feature should.",
            "Write a Feature object, or take it out of the list.",
        )
        return
    spot = spot.of_record(feature.get("id"))
    if feature.get("type") != "Feature":
        yield from type_problems(feature, spot, ("Feature",))
    if feature.keys() != _FEATURE_MEMBERS:  # nearly every feature of a large file has no other
        # Section 7.1: a Feature MUST NOT contain the members that make a geometry or a collection.
        yield from forbidden_problems(feature, spot, ("coordinates", "geometries", "features"))
        yield from crs_problems(feature, spot)
        yield from bbox_problems(feature, spot, "error")
    yield from _id_problems(feature, spot)
    if not isinstance(feature.get("properties"), (dict, type(None))):
        yield _wrong_member(feature, "properties", "an object, or null", spot)
    elif "properties" not in feature:
        yield replace(_wrong_member(feature, "properties", "an object, or null", spot), severity=without_properties)
    if "geometry" not in feature or not isinstance(feature["geometry"], (dict, type(None))):
        yield _wrong_member(feature, "geometry", "a geometry, or null where the place is not known", spot)
    elif feature["geometry"] is not None:
        yield from geometry_problems(feature["geometry"], spot.member("geometry"), "error")


def _id_problems(feature: _Object, spot: JsonPath) -> Iterator[Problem]:
    if "id" in feature and not isinstance(feature["id"], str) and not is_number(feature["id"]):
        yield spot.member("id").problem(
            "geojson.id",
            f"The id {quoted(feature['id'])} is neither text nor a number.",
            "Write it in quotation marks, or leave it out.",
        )


def _wrong_member(holder: _Object, name: str, wanted: str, spot: JsonPath) -> Problem:
    """Report a member that is required, and is missing or of the wrong type."""
    if name in holder:
        message = f"The member {quoted(name)} is {quoted(holder[name])}."
        return spot.member(name).problem(f"geojson.{name}", message, f"Make it {wanted}.")
    message = f"The member {quoted(name)} is missing."
    return spot.problem(f"geojson.{name}", message, f"Add it: {wanted}.")
