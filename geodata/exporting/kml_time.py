"""When a claim says it happened, as KML can say it (OGC 07-147r2, section 15): a day, or a span that may be open."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from geodata.parsing.edtf import parse

if TYPE_CHECKING:
    from geodata.parsing.edtf import EdtfInterval


def time_element(edtf: str | None) -> Element | None:
    """Return a TimeStamp for one whole day, a TimeSpan for anything else; ``None`` where no time is stated.

    What is approximate or uncertain has no place there; it stays in the member ``event_time``, as written. A time
    without a zone gets none: programs then show it as it was said.

    Examples
    --------
    >>> from xml.etree.ElementTree import tostring
    >>> tostring(time_element("2015-12-06")).decode()
    '<TimeStamp><when>2015-12-06</when></TimeStamp>'
    >>> tostring(time_element("2015-12-06T19:40/..")).decode()
    '<TimeSpan><begin>2015-12-06T19:40:00</begin></TimeSpan>'
    """
    if edtf is None:
        return None
    interval = parse(edtf)
    if _is_one_day(interval):
        assert interval.earliest is not None  # noqa: S101 - a day has both ends
        element = Element("TimeStamp")
        SubElement(element, "when").text = interval.earliest.date().isoformat()
        return element
    element = Element("TimeSpan")
    for name, moment in (("begin", interval.earliest), ("end", interval.latest)):
        if moment is not None:
            zone = "" if interval.utc_offset_min is None else "Z"
            SubElement(element, name).text = moment.isoformat(timespec="seconds") + zone
    return element


def _is_one_day(interval: EdtfInterval) -> bool:
    first, last = interval.earliest, interval.latest
    if first is None or last is None or interval.utc_offset_min is not None:
        return False
    day = timedelta(days=1) - timedelta(microseconds=1)
    return first == datetime.combine(first.date(), time.min) and last - first == day
