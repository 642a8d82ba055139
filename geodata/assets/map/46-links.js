/* Contradictions as lines between the places whose claims contradict each other. */
"use strict";
(function (cb) {
  cb.decodeLinks = function (raw) {
    return raw.map(([lonA, latA, lonB, latB, count]) => ({
      start: cb.mercator(lonA, latA), end: cb.mercator(lonB, latB), count, isOne: lonA === lonB && latA === latB,
    }));
  };

  cb.drawLinks = function (overlay, pen, links, look) {
    pen.setLineDash([7, 4]);
    for (const { start, end, count, isOne } of links) {
      if (isOne) continue;
      const [ax, ay] = overlay.inWorld(...start), [bx, by] = overlay.inWorld(...end);
      for (const [width, color] of [[3.5, look.halo], [0.7, look.conflict]]) {
        pen.beginPath();
        pen.moveTo(ax, ay);
        pen.lineTo(bx, by);
        pen.lineWidth = width + Math.min(3, Math.log2(1 + count) * 0.6);
        pen.strokeStyle = color;
        pen.stroke();
      }
    }
    pen.setLineDash([]);
  };
})(window.crossbearing);
