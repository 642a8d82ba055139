"""Keep the libraries under us from asking other machines, for as long as the process lives.

To be imported before them: they read these settings when they are loaded.
"""

from __future__ import annotations

import os
from typing import Final

SETTINGS: Final = {
    "PROJ_NETWORK": "OFF",  # no grids from a server
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".nothing",  # GDAL's virtual files on servers: none has this ending
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",  # no look at what lies beside a file
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
}
os.environ |= SETTINGS
