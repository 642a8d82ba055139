"""Tell what any GeoJSON object may not do: lack a type, hold members of another type, name its own CRS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.core.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.core.json_path import JsonPath


def canonical_type(holder: dict[str, Any], allowed: Sequence[str]) -> str | None:
    """Return the type an object means, upper and lower case apart, or None.

    >>> canonical_type({"type": "linestring"}, ("Point", "LineString"))
    'LineString'
    """
    written = holder.get("type")
    if not isinstance(written, str):
        return None
    return next((kind for kind in allowed if kind.lower() == written.lower()), None)


def type_problems(holder: dict[str, Any], spot: JsonPath, allowed: Sequence[str]) -> Iterator[Problem]:
    """Yield the problem of a ``type`` that is missing, misspelled or not allowed here.

    RFC 7946 section 1.4: "the case-sensitive strings".
    """
    if holder.get("type") in allowed:
        return
    one_of = quoted(allowed[0]) if len(allowed) == 1 else "one of " + ", ".join(map(quoted, allowed))
    if "type" not in holder:
        yield Problem(str(spot), "geojson.type", "The member 'type' is missing.", f"Add it: {one_of}.")
        return
    written = holder["type"]
    meant = canonical_type(holder, allowed)
    remedy = f"Write {quoted(meant)}: types are case-sensitive." if meant else f"Write {one_of}."
    yield Problem(str(spot.member("type")), "geojson.type", f"{quoted(written)} is not a type allowed here.", remedy)


def forbidden_problems(holder: dict[str, Any], spot: JsonPath, names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each member that belongs to another type of object (RFC 7946 section 7.1)."""
    for name in names:
        if name in holder:
            yield Problem(
                str(spot.member(name)),
                "geojson.changed-semantics",
                f"An object of type {quoted(holder.get('type'))} may not have a member {quoted(name)}.",
                "Rename it, or move it into the object it belongs to: readers tell objects apart by it.",
            )


def crs_problems(holder: dict[str, Any], spot: JsonPath) -> Iterator[Problem]:
    """Warn of the member ``crs``, which RFC 7946 removed (section 4 and appendix B.1)."""
    if "crs" in holder:
        yield Problem(
            str(spot.member("crs")),
            "geojson.crs",
            f"The coordinate system {quoted(holder['crs'])} is ignored: GeoJSON is always WGS84.",
            "Take it out if the coordinates are WGS84 degrees; transform them if they are not.",
            "warning",
        )
