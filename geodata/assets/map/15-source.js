/* Where the map's data come from: the app's own server. A page that stands alone puts itself here (webpage/page.js). */
"use strict";
(function (cb) {
  async function json(address, what) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${what}: ${response.status}`);
    return response.json();
  }

  cb.source = {
    drawing: (address) => json(address, cb.say("noData")),

    /* What a tile of the base map shows, with the tile that it was cut for: another than was asked for is one that
     * holds it, drawn larger. */
    tile: async (z, x, y) => ({ data: await json(`/basemap/${z}/${x}/${y}.json`, cb.say("noTile")), z, x, y }),
  };
})(window.crossbearing);
