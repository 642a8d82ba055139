"""A table of numbers as a picture, a pixel each."""

from __future__ import annotations

import io
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

#: From white to a dark blue that keeps its order in grey and for colour-blind readers.
_LIGHT: Final = np.array([247, 246, 242], dtype=np.float64)
_DARK: Final = np.array([8, 48, 107], dtype=np.float64)


#: Of the verdicts, in the order of :data:`geodata.constraints.three_valued.VERDICTS`; as in panel.css.
_VERDICTS: Final = np.array([[247, 246, 242], [166, 203, 232], [243, 227, 161], [213, 94, 0]], dtype=np.uint8)


def verdict_png(codes: NDArray[np.int8]) -> bytes:
    """Return verdicts as numbers, shape (rows, columns), as a PNG."""
    return _png(_VERDICTS[codes])


def _png(pixels: NDArray[np.uint8]) -> bytes:
    target = io.BytesIO()
    Image.fromarray(pixels).save(target, format="PNG")
    return target.getvalue()


def grey_png(shares: NDArray[np.float64]) -> bytes:
    """Return numbers from 0 (light) to 1 (dark), shape (rows, columns), as a PNG."""
    clipped = np.clip(shares, 0, 1)[..., np.newaxis]
    return _png(np.rint(_LIGHT + clipped * (_DARK - _LIGHT)).astype(np.uint8))
