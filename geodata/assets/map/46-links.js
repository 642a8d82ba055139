/* Contradictions as lines between the places whose claims contradict each other. */
"use strict";
(function (cb) {
  cb.decodeLinks = function (raw) {
    return raw.map(([lonA, latA, lonB, latB, count]) => ({
      start: cb.mercator(lonA, latA), end: cb.mercator(lonB, latB), count, isOne: lonA === lonB && latA === latB,
    }));
  };

  cb.drawLinks = function (overlay, pen, links, colors) {
    for (const { start, end, count, isOne } of links) {
      if (isOne) continue;
      const [ax, ay] = overlay.inWorld(...start), [bx, by] = overlay.inWorld(...end);
      const wider = Math.min(2.4, Math.log2((1 + count) / 2) * 0.6); // than for one pair
      const strokes = cb.strokesOf(pen, cb.look("conflict"), colors);
      strokes.line.width += wider;
      const path = new Path2D(`M${ax} ${ay}L${bx} ${by}`);
      cb.drawOnHalo(pen, path, cb.style.screen.halo_of_conflict + wider, colors.halo, strokes);
    }
  };
})(window.crossbearing);
