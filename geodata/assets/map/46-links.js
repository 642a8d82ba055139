/* Contradictions as lines between the places whose claims contradict each other. */
"use strict";
(function (cb) {
  cb.decodeLinks = function (raw) {
    return raw.map(([lonA, latA, lonB, latB, count, pairs]) => ({
      start: cb.mercator(lonA, latA), end: cb.mercator(lonB, latB), count, pairs, isOne: lonA === lonB && latA === latB,
    }));
  };

  const NEAR_PX = 6, MOST_TOLD = 2;

  /* The line that a point of the overlay's canvas is on. */
  cb.linkAt = function (overlay, px, py) {
    return overlay._state.links.find(({ start, end, isOne }) => {
      if (isOne) return false;
      const [ax, ay] = overlay.inWorld(...start), [bx, by] = overlay.inWorld(...end);
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const along = Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
      return Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay)) <= NEAR_PX;
    });
  };

  /* What a press on a line takes: all claims that it is about, as far as they are listed. */
  cb.linkHit = function (state, link) {
    const ids = new Set(link.pairs.flat());
    return { link, claims: state.claims.filter(({ id }) => ids.has(id)) };
  };

  /* What contradicts what, the first of it. */
  cb.linkLines = function ({ link, claims }) {
    const told = (id) => {
      const [speaker, , summary] = claims.find((claim) => claim.id === id).title;
      return `${speaker}: ${summary}`;
    };
    const lines = link.pairs.slice(0, MOST_TOLD).flatMap(([one, other]) => [told(one), `\u2715 ${told(other)}`]);
    return [cb.say(link.count > 1 ? "contradictions" : "contradiction", { count: link.count }), ...lines];
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
