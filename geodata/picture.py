"""A table of numbers as a picture, a pixel each."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: From white to a dark blue that keeps its order in grey and for colour-blind readers.
_LIGHT: Final = np.array([247, 246, 242], dtype=np.float64)
_DARK: Final = np.array([8, 48, 107], dtype=np.float64)


def grey_png(shares: NDArray[np.float64]) -> bytes:
    """Return numbers from 0 (light) to 1 (dark), shape (rows, columns), as a PNG."""
    clipped = np.clip(shares, 0, 1)[..., np.newaxis]
    pixels = np.rint(_LIGHT + clipped * (_DARK - _LIGHT)).astype(np.uint8)
    target = io.BytesIO()
    Image.fromarray(pixels).save(target, format="PNG")
    return target.getvalue()
