/* What verdicts put on the map: what is left for an event, a place that fits, one way for accounts to be true. */
"use strict";
(function (cb) {
  cb.decodeFound = function (raw) {
    return raw && {
      outer: raw.outer.length ? cb.decodeShape(raw.outer) : null,
      inner: raw.inner.length ? cb.decodeShape(raw.inner) : null,
      marks: raw.marks.map(([lon, lat, label]) => ({ at: cb.mercator(lon, lat), label })),
      legs: raw.legs.map(([line, label]) => ({ line: cb.decodeShape([line]).rings[0], label })),
    };
  };

  /* Under the claims: what is possible pale and dashed, what fits in every reading darker. */
  cb.drawRegion = function (overlay, pen, found, look) {
    if (found.outer) {
      overlay._paint(pen, found.outer, {
        fills: [{ paint: look.found, alpha: 0.2 }], line: { color: look.found, width: 1.6, alpha: 1, dash: [6, 4] },
      }, true);
    }
    if (found.inner) {
      overlay._paint(pen, found.inner, {
        fills: [{ paint: look.found, alpha: 0.35 }], line: { color: look.found, width: 1.6, alpha: 1, dash: [] },
      }, true);
    }
  };

  /* Above them: crosses, and the lengths that were checked. */
  cb.drawFound = function (overlay, pen, found, look) {
    for (const { line } of found.legs) cb.drawLine(overlay, pen, line, look.halo, look.found);
    for (const { at } of found.marks) {
      const [x, y] = overlay.inWorld(...at);
      for (const [width, color] of [[7, look.halo], [3.5, look.found]]) {
        pen.beginPath();
        pen.moveTo(x - 8, y);
        pen.lineTo(x + 8, y);
        pen.moveTo(x, y - 8);
        pen.lineTo(x, y + 8);
        pen.lineWidth = width;
        pen.strokeStyle = color;
        pen.stroke();
      }
    }
  };
})(window.crossbearing);
