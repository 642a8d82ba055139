"""Say a member of a record as text, as a form and a table show it; :mod:`geodata.editing.parsing` is the way back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from geodata.core.model import Count

if TYPE_CHECKING:
    from geodata.editing.fields import FieldType

#: A flag that is set, as text.
YES: Final = "yes"


def value_text(kind: FieldType, value: object) -> str:
    """Return a value as text: ``""`` for what is not stated, JSON for what is not of its type.

    >>> value_text("distance", {"value": "35", "unit": "mi"}), value_text("count", {"min": 3, "max": None})
    ('35 mi', '3 or more')
    >>> value_text("place", {"type": "Point", "coordinates": [40.056, 35.396]}), value_text("time", 7)
    ('35.396, 40.056', '7')
    """
    if value is None:
        return ""
    said = _WRITERS[kind](value) if kind in _WRITERS else value
    return said if isinstance(said, str) else json.dumps(value, ensure_ascii=False)


def _has(value: object, *names: str) -> bool:
    return isinstance(value, dict) and all(value.get(name) is not None for name in names)


def _distance(value: Any) -> str | None:  # noqa: ANN401 - any JSON value, here and below
    about = "about " if _has(value, "about") and value["about"] is True else ""
    return f"{about}{value['value']} {value['unit']}" if _has(value, "value", "unit") else None


def _bearing(value: Any) -> str | None:  # noqa: ANN401
    if _has(value, "degrees", "half_width"):
        return f"{value['degrees']}±{value['half_width']}"
    return value["value"] if _has(value, "value") and isinstance(value["value"], str) else None


def _count(value: Any) -> str | None:  # noqa: ANN401
    if not _has(value, "min") or not {type(value["min"]), type(value.get("max"))} <= {int, type(None)}:
        return None
    return Count(value["min"], value.get("max"), value.get("about") is True, value.get("so_far") is True).in_words


def _metres(value: Any) -> str | None:  # noqa: ANN401
    return repr(value) if isinstance(value, int | float) else None


def _place(value: Any) -> str | None:  # noqa: ANN401
    match value:
        case {"type": "Point", "coordinates": [lon, lat, *_]}:
            return f"{lat}, {lon}"
    return None


def name_text(value: Any) -> str | None:  # noqa: ANN401
    """Return one spelling with its language; ``None`` for what is not a spelling."""
    if not _has(value, "name") or not isinstance(value["name"], str):
        return None
    return f"{value['name']} [{value['lang']}]" if value.get("lang") else value["name"]


def _names(value: Any) -> str | None:  # noqa: ANN401
    said = [name_text(name) for name in value] if isinstance(value, list) else [None]
    return None if None in said else "\n".join(text for text in said if text)


def _ids(value: Any) -> str | None:  # noqa: ANN401
    said = [_linked(one) for one in value] if isinstance(value, list) else [None]
    return None if None in said else ", ".join(text for text in said if text)


def _linked(one: Any) -> str | None:  # noqa: ANN401
    """Return an id, one in a link with what is said of the link; ``None`` for what is neither."""
    if not _has(one, "claim"):
        return one if isinstance(one, str) else None
    said = ", ".join(str(value) for name, value in one.items() if name != "claim" and value is not None)
    return f"{one['claim']} ({said})" if said else str(one["claim"])


def _flag(value: Any) -> str | None:  # noqa: ANN401
    return {True: YES, False: ""}.get(value) if isinstance(value, bool) else None


def _texts(value: Any) -> str | None:  # noqa: ANN401
    return "; ".join(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else None


_WRITERS: Final[Mapping[str, Callable[[Any], str | None]]] = {
    "distance": _distance,
    "bearing": _bearing,
    "count": _count,
    "metres": _metres,
    "place": _place,
    "names": _names,
    "choices": _ids,
    "one or more": lambda value: value if isinstance(value, str) else _ids(value),
    "flag": _flag,
    "texts": _texts,
}
