"""The same question to OpenStreetMap's Nominatim, only when the reader asks for it.

Nothing here runs by itself: whoever calls says first what is sent (:func:`notice`). Answers are kept in the user's
cache folder, so that no question is sent twice, and questions go out at most once a second, as Nominatim's usage
policy asks (operations.osmfoundation.org/policies/nominatim).
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from geodata.core.atomic_write import replace_file
from geodata.core.problems import UnreadableError, quoted
from geodata.gazetteer.candidate import Candidate
from geodata.gazetteer.geocoder import SPELLING_SHARE
from geodata.gazetteer.likeness import EXACT, likeness
from geodata.gazetteer.spelling import spelling
from geodata.geojson.position_rules import in_range

HOST: Final = "nominatim.openstreetmap.org"
#: To be shown with what comes from here.
CREDIT: Final = "Nominatim, © OpenStreetMap contributors (ODbL)"
#: It found the place by something we do not see.
_LEAST_ALIKE: Final = 0.55
_USER_AGENT: Final = "crossbearing"
_PAUSE_S: Final = 1.0
_TIMEOUT_S: Final = 10
_LIMIT: Final = 10
_FILE_NAME: Final = "nominatim.json"
_MOST: Final = 0.8


class OnlineError(UnreadableError):
    """Nominatim could not be asked, or did not answer."""


@dataclass(frozen=True, slots=True)
class NominatimPlace:
    """A place that Nominatim answered with."""

    name: str
    lon_deg: float
    lat_deg: float
    record: str
    kind: str
    importance: float
    country: str | None
    names: tuple[str, ...]


class AskNominatim(Protocol):
    """Asks for a name."""

    def __call__(self, name: str, country: str | None) -> tuple[NominatimPlace, ...]:
        """Return the places found."""


def notice(name: str, country: str | None = None) -> str:
    """Say what will be sent to whom.

    >>> notice("Ayyash")
    "Sending 'Ayyash' and this machine's address to nominatim.openstreetmap.org, unless it was asked before."
    """
    where = f", the country {country.upper()}" if country else ""
    return f"Sending {quoted(name)}{where} and this machine's address to {HOST}, unless it was asked before."


def nominatim() -> AskNominatim:
    """Return a way to ask Nominatim itself; nothing is sent before it is called."""
    client = Nominatim(user_agent=_USER_AGENT, domain=HOST, timeout=_TIMEOUT_S)
    paced = RateLimiter(client.geocode, min_delay_seconds=_PAUSE_S, max_retries=0, swallow_exceptions=False)

    def ask(name: str, country: str | None) -> tuple[NominatimPlace, ...]:
        try:
            found = paced(
                name, exactly_one=False, limit=_LIMIT, namedetails=True, addressdetails=True, language="en",
                country_codes=country,
            )  # fmt: skip
            return tuple(_found(location.raw) for location in found or ())
        except (GeopyError, KeyError, ValueError) as error:
            raise OnlineError(
                f"{HOST} did not answer: {error or type(error).__name__}. Try again later, or switch it off."
            ) from error

    return ask


def _found(raw: dict[str, Any]) -> NominatimPlace:
    """Read one answer.

    Raises ``KeyError`` or ``ValueError`` if it is not what Nominatim writes.
    """
    lon_deg, lat_deg = float(raw["lon"]), float(raw["lat"])
    if not in_range(lon_deg, lat_deg):
        raise ValueError(f"it puts {quoted(raw['display_name'])} off the Earth")
    return NominatimPlace(
        name=str(raw["display_name"]),
        lon_deg=lon_deg,
        lat_deg=lat_deg,
        record=f"OpenStreetMap {raw['osm_type']} {raw['osm_id']}",
        kind=str(raw["type"]),
        importance=min(1.0, max(0.0, float(raw.get("importance") or 0))),
        country=str((raw.get("address") or {}).get("country_code", "")).upper() or None,
        names=tuple(map(str, (raw.get("namedetails") or {}).values())),
    )


def kept(geocode: AskNominatim, folder: Path) -> AskNominatim:
    """Return the same way to ask, which keeps the answers in a folder and asks nothing twice."""
    path = folder / _FILE_NAME

    def ask(name: str, country: str | None) -> tuple[NominatimPlace, ...]:
        answers = _read(path)
        key = json.dumps([name, country])
        known = _known(answers.get(key))
        if known is not None:
            return known
        found = geocode(name, country)
        # The answer is as good where it cannot be kept; it is then asked for again.
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, json.dumps({**answers, key: [asdict(place) for place in found]}).encode())
        return found

    return ask


def _known(answer: Any) -> tuple[NominatimPlace, ...] | None:  # noqa: ANN401 - from a file that anybody may have changed
    """Return an answer as it was kept; ``None`` where it was not, or is not what we write."""
    try:
        return tuple(NominatimPlace(**{**place, "names": tuple(place["names"])}) for place in answer)
    except (TypeError, KeyError):
        return None


def _read(path: Path) -> dict[str, Any]:
    """Return the answers that were kept; none where the file is missing or broken: they can be asked again."""
    try:
        answers = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return answers if isinstance(answers, dict) else {}


def online_candidates(name: str, geocode: AskNominatim, *, country: str | None = None) -> tuple[Candidate, ...]:
    """Ask for a name and return what was found, best first, scored as the offline candidates are.

    ``name``: as the reader gave it: this is what is sent. ``geocode``: whom to ask: :func:`nominatim`, :func:`kept`.
    ``country``: ISO 3166-1 code of two letters to keep to.
    Raises ``OnlineError`` if there was no answer.
    """
    found = [_candidate(name, place) for place in geocode(name, country)]
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def _candidate(name: str, found: NominatimPlace) -> Candidate:
    asked = spelling(name)
    alike = [(likeness(asked, spelling(other), spelling(found.kind).kinds).share, other) for other in found.names]
    share, matched = max([*alike, (_LEAST_ALIKE, found.name)])
    score = SPELLING_SHARE * share + (1 - SPELLING_SHARE) * _MOST * found.importance
    return Candidate(
        name=found.name,
        lon_deg=found.lon_deg,
        lat_deg=found.lat_deg,
        uncertainty_m=None,
        source=found.record,
        credit=CREDIT,
        matched=matched,
        score=round(score, 4),
        weight=_MOST * found.importance,
        reason=f"found by Nominatim; {found.kind}, of an importance of {found.importance:.2f} by its own count.",
        country=found.country,
        kind=found.kind,
        site_id=None,
        is_exact=share >= EXACT,
    )
