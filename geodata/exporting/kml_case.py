"""The case in a KML file of ours: put into it as text, sealed, and taken out again where the seal holds.

Placemarks are drawings of claims, from which no claim can be told exactly. So the case file is in the KML too, with the
SHA-256 of all of the KML. A globe program that saves the file anew may have moved a place or left one out: then the
seal is broken, and what is read are the placemarks (:mod:`geodata.importing.kmltable`), not a case that says otherwise.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Final

from geodata.core.json_path import Json
from geodata.geojson.strict_json import read_json
from geodata.importing.kmltable import CASE_DATA
from geodata.importing.limits import check_values

_SEAL: Final = "sha256_of_this_file"
_OPEN: Final = "0" * 64
_SEALED: Final = re.compile(rb'(name="%b">\s*<value>)([0-9a-f]{64})(?=<)' % _SEAL.encode())
_WRITTEN: Final = re.compile(rb'name="%b">\s*<value>([^<]*)' % CASE_DATA.encode())
#: What XML writes in a text for another sign; the last is that of all of them.
_ESCAPED: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def case_data(document: Json) -> dict[str, str]:
    """Return the data that a KML document has of its case, by name: plain ASCII, with a seal that is still open."""
    text = json.dumps(document, ensure_ascii=True, separators=(",", ":"))
    # The one sign of ASCII that is left as it is and shown as another.
    return {_SEAL: _OPEN, CASE_DATA: text.replace("\x7f", "\\u007f")}


def sealed(kml: bytes) -> bytes:
    """Return a KML file with the SHA-256 that it has while its seal is open."""
    digest = hashlib.sha256(kml).hexdigest().encode()
    return _SEALED.sub(lambda found: found[1] + digest, kml, count=1)


def read_kml_case(data: bytes) -> Json | None:
    """Return the case document of a KML file of ours; ``None`` if it is none, or was changed since it was written.

    Raises ``TableError`` if there is more in it than is read.

    >>> read_kml_case(b"<kml/>") is None
    True
    """
    seal, written = _SEALED.search(data), _WRITTEN.search(data)
    if seal is None or written is None:
        return None
    opened = b"".join((data[: seal.start(2)], _OPEN.encode(), data[seal.end(2) :]))
    if hashlib.sha256(opened).hexdigest().encode() != seal[2]:
        return None
    check_values(written[1])
    text = written[1].decode("ascii", "replace")
    for escape, sign in _ESCAPED:
        text = text.replace(escape, sign)
    reading = read_json(text.encode())
    is_sound = all(problem.severity != "error" for problem in reading.problems)
    return reading.value if is_sound and isinstance(reading.value, dict) else None
