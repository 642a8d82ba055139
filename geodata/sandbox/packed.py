"""Values on their way between two processes of ours, or at rest in one: small, and handed on in no time."""

from __future__ import annotations

import io
import pickle
import zlib
from dataclasses import dataclass
from typing import IO, Any, Self

from geodata.casefile.serialize import case_pieces
from geodata.core.json_path import Json
from geodata.core.patient_json import read_patiently


class _Values(pickle.Unpickler):
    """Reads plain values, days, and classes of ours; no function is called."""

    def find_class(self, module: str, name: str, /) -> type:
        is_ours = module.startswith("geodata.") or (module, name) == ("datetime", "date")
        found = super().find_class(module, name) if is_ours else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is not one of our classes")
        return found


def write_value(value: object, file: IO[bytes]) -> None:
    """Write a value that :func:`unpack_value` reads."""
    pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)


def unpack_value(file: IO[bytes]) -> Any:  # noqa: ANN401 - what was written
    """Return a value of plain values and classes of ours.

    Raises ``Exception`` of whatever kind, where the bytes are none.
    """
    return _Values(file).load()


def packed(value: object) -> bytes:
    """Return a value as :func:`unpacked` reads it."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - what was packed
    """Return a value of plain values and classes of ours; raises as :func:`unpack_value` does."""
    return unpack_value(io.BytesIO(zlib.decompress(data)))


@dataclass(frozen=True, slots=True)
class PackedCase:
    """A case as the text of its file, compressed: some percent of what its values take in memory."""

    packed: bytes
    size: int
    """Bytes of its text."""
    claims: int
    records: int
    """All of its records together, the claims among them."""
    largest: int
    """Bytes of its largest record, as text."""

    @classmethod
    def of(cls, document: Json) -> Self:
        """Pack the document of a case that is in order."""
        packing, parts, size, largest = zlib.compressobj(1), [], 0, 0
        for piece in case_pieces(document):
            data = piece.encode()
            size, largest = size + len(data), max(largest, len(data))
            parts.append(packing.compress(data))
        parts.append(packing.flush())
        features, tables = document["features"], ("actors", "events", "sources")
        claims = sum(feature["properties"]["record"] == "claim" for feature in features)
        records = len(features) + sum(len(document["case"][name]) for name in tables)
        return cls(b"".join(parts), size, claims, records, largest)

    def text(self) -> bytes:
        """Return the text of its file."""
        return zlib.decompress(self.packed)

    def document(self) -> Json:
        """Return its document, while other threads go on."""
        document: Json = read_patiently(self.text())
        return document
