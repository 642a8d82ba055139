"""A table of numbers as a picture."""

import io

import numpy as np
from PIL import Image

from geodata.render.text.raster import grey_png


def test_a_pixel_for_each_number_darker_the_greater():
    """Out of range is the end of the scale."""
    found = Image.open(io.BytesIO(grey_png(np.array([[0.0, 0.5, 1.0], [-1.0, 0.2, 9.0]]))))
    grey = np.array(found.convert("L")).astype(int)

    assert found.size == (3, 2)
    assert (np.diff(grey[0]) < 0).all()
    assert grey[1, 0] == grey[0, 0]
    assert grey[1, 2] == grey[0, 2]
