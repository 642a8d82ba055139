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
  cb.drawRegion = function (overlay, pen, found, colors) {
    for (const [shape, name] of [[found.outer, "left"], [found.inner, "left_surely"]]) {
      if (shape) overlay._paint(pen, shape, cb.strokesOf(pen, cb.look(name), colors), true);
    }
  };

  /* Above them: crosses, and the lengths that were checked. */
  cb.drawFound = function (overlay, pen, found, colors) {
    for (const { line } of found.legs) cb.drawLine(overlay, pen, line, colors.halo, colors.found);
    for (const { at } of found.marks) {
      const [x, y] = overlay.inWorld(...at);
      const { cross_arm: arm, halo_of_cross: halo } = cb.style.screen;
      const path = new Path2D(`M${x - arm} ${y}L${x + arm} ${y}M${x} ${y - arm}L${x} ${y + arm}`);
      cb.drawOnHalo(pen, path, halo, colors.halo, cb.strokesOf(pen, cb.look("cross"), colors));
    }
  };
})(window.crossbearing);
