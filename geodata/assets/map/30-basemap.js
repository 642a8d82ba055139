/* The base map: Natural Earth in tiles of integers, drawn on canvas. */
"use strict";
(function (cb) {
  const EXTENT = 4096; // basemap.EXTENT

  function trace(pen, steps, scale) {
    let x = steps[0], y = steps[1];
    pen.moveTo(x * scale, y * scale);
    for (let i = 2; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      pen.lineTo(x * scale, y * scale);
    }
  }

  /* `ratio`: pixels of the screen for one of the page. */
  function strokeLines(pen, lines, scale, color, { width, dash }, ratio) {
    pen.beginPath();
    for (const line of lines) trace(pen, line, scale);
    pen.strokeStyle = color;
    pen.lineWidth = width * ratio;
    pen.setLineDash((dash || []).map((px) => px * ratio));
    pen.stroke();
  }

  /* Which part of the tile found the tile asked for is: how many times larger, from where in widths of the one asked. */
  function partOf(found, asked) {
    const times = 2 ** (asked.z - found.z);
    return { times, left: asked.x - found.x * times, top: asked.y - found.y * times };
  }

  cb.BaseMap = L.GridLayer.extend({
    // One zoom level per data tile is drawn at 512 pixels: fewer requests for the same picture.
    options: { tileSize: 512, maxNativeZoom: 13, updateWhenZooming: false, keepBuffer: 1, pane: "tilePane" },

    setTheme(theme) {
      this._theme = theme;
      for (const key in this._tiles) this._draw(this._tiles[key].el);
      this.fire("names");
    },

    createTile(coords, done) {
      const tile = document.createElement("canvas");
      const ratio = window.devicePixelRatio || 1;
      tile.width = tile.height = Math.round(512 * ratio);
      tile._zoom = coords.z;
      const asked = { z: coords.z - 1, x: coords.x, y: coords.y };
      cb.source.tile(asked.z, asked.x, asked.y)
        .then((found) => {
          tile._data = found.data;
          tile._part = partOf(found, asked);
          this._draw(tile);
          done(null, tile);
          this.fire("names");
        })
        .catch((error) => done(error, tile));
      return tile;
    },

    _draw(tile) {
      const data = tile._data;
      if (!data) return;
      const colors = cb.themes[this._theme || "light"];
      const pen = tile.getContext("2d");
      const { times, left, top } = tile._part;
      const scale = (tile.width * times) / EXTENT;
      const ratio = tile.width / 512;
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.fillStyle = colors.water;
      pen.fillRect(0, 0, tile.width, tile.height);
      pen.translate(-left * tile.width, -top * tile.width);
      pen.beginPath();
      for (const polygon of data.land) for (const ring of polygon) trace(pen, ring, scale);
      pen.fillStyle = colors.land;
      pen.fill("evenodd");
      pen.lineJoin = pen.lineCap = "round";
      const { looks, river, screen } = cb.style;
      strokeLines(pen, data.province, scale, colors.province, looks.province, ratio);
      for (const [, rank, line] of data.river) {
        const width = Math.max(river.least, river.width - rank * river.less_by_rank);
        strokeLines(pen, [line], scale, colors.river, { width }, ratio);
      }
      const far = tile._zoom < 5 ? { width: screen.far_country_width } : {};
      const country = { ...looks.country, ...far }, unsettled = { ...looks.unsettled, ...far };
      strokeLines(pen, data.country, scale, colors.country, country, ratio);
      // Lines that Natural Earth calls disputed are dashed, as is usual on maps.
      strokeLines(pen, data.unsettled, scale, colors.land, { width: unsettled.width + 1 }, ratio);
      strokeLines(pen, data.unsettled, scale, colors.country, unsettled, ratio);
    },

    /* Every name on the loaded tiles, once. */
    names() {
      const places = new Map(), labels = new Map();
      for (const key in this._tiles) {
        const tile = this._tiles[key];
        if (!tile.current || !tile.el._data) continue;
        for (const place of tile.el._data.place) places.set(`${place[0]}|${place[1]}|${place[2]}`, place);
        for (const label of tile.el._data.label) labels.set(label[0], label);
      }
      return { places: [...places.values()], labels: [...labels.values()] };
    },
  });
})(window.crossbearing);
