/* Contradictions as lines between the places whose claims contradict each other. */
"use strict";
(function (cb) {
  cb.decodeLinks = function (raw) {
    return raw.map(([lonA, latA, lonB, latB, count, pairs]) => ({
      start: cb.mercator(lonA, latA), end: cb.mercator(lonB, latB), count, pairs, isOne: lonA === lonB && latA === latB,
    }));
  };

  const NEAR_PX = 6, MOST_CHARS = 80, MOST_TOLD = 2, TURN = 2 * Math.PI;
  const BEND = 0.3, LEAST_BEND_PX = 26, AROUND_PX = 6, STEPS = 24;

  /* A line runs in a bow from ring to ring, since places that are near would hide a straight one; claims of one place
   * have theirs around its ring. As points of the overlay's canvas; its number stands beside `at`. */
  cb.lineOf = function (overlay, link) {
    const [one, other] = [link.start, link.end].map((spot) => standing(overlay, spot));
    if (link.isOne) {
      const radius = one.radius + AROUND_PX;
      const points = Array.from({ length: STEPS + 1 }, (_, i) => {
        return [one.x + Math.cos((i / STEPS) * TURN) * radius, one.y + Math.sin((i / STEPS) * TURN) * radius];
      });
      return { points, at: [one.x, one.y], gap: radius + 2 };
    }
    const dx = other.x - one.x, dy = other.y - one.y, length = Math.hypot(dx, dy) || 1;
    const bend = Math.max(2 * LEAST_BEND_PX, BEND * length);
    const turn = [(one.x + other.x) / 2 + (dy / length) * bend, (one.y + other.y) / 2 - (dx / length) * bend];
    const points = Array.from({ length: STEPS + 1 }, (_, i) => {
      const t = i / STEPS, [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
      return [p * one.x + q * turn[0] + r * other.x, p * one.y + q * turn[1] + r * other.y];
    });
    const isBeside = ([x, y]) => [one, other].every((end) => Math.hypot(x - end.x, y - end.y) > end.radius);
    return { points: points.filter(isBeside), at: points[STEPS / 2], gap: 4 };
  };

  /* Where a place's ring stands, if it has one, else the place. */
  function standing(overlay, [ux, uy]) {
    const isThere = ({ site, claims }) => claims.length && Math.abs(site.x - ux) < 1e-9 && Math.abs(site.y - uy) < 1e-9;
    const node = overlay._nodes.find(isThere);
    if (node) return node;
    const [x, y] = overlay.inWorld(ux, uy);
    return { x, y, radius: 4 };
  }

  /* The line that a point of the overlay's canvas is on. */
  cb.linkAt = function (overlay, px, py) {
    return overlay._state.links.find(({ line }) => line && line.points.some(([bx, by], i) => {
      const [ax, ay] = line.points[Math.max(0, i - 1)], length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const along = Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
      return Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay)) <= NEAR_PX;
    }));
  };

  /* What a press on a line takes: all claims that it is about, as far as they are listed. */
  cb.linkHit = function (state, link) {
    const ids = new Set(link.pairs.flat());
    return { link, claims: state.claims.filter(({ id }) => ids.has(id)) };
  };

  /* How many contradictions there are, and the first of them: as many as there is room for. */
  cb.linkLines = function ({ link, claims }) {
    const told = (id) => {
      const [speaker, , summary] = claims.find((claim) => claim.id === id).title;
      return `${speaker}: ${summary.length > MOST_CHARS ? `${summary.slice(0, MOST_CHARS)}\u2026` : summary}`;
    };
    const count = cb.say(link.count > 1 ? "contradictions" : "contradiction", { count: link.count });
    const pairs = link.pairs.slice(0, MOST_TOLD).flatMap(([one, other]) => [told(one), `\u2715 ${told(other)}`]);
    const left = link.count - MOST_TOLD;
    return [count, ...pairs, ...(left > 0 ? [cb.say(left > 1 ? "morePairs" : "onePairMore", { count: left })] : [])];
  };

  cb.drawLinks = function (overlay, pen, links, colors) {
    for (const link of links) {
      const wider = Math.min(2.4, Math.log2((1 + link.count) / 2) * 0.6); // than for one pair
      const strokes = cb.strokesOf(pen, cb.look("conflict"), colors);
      strokes.line.width += wider;
      link.line = cb.lineOf(overlay, link);
      const path = new Path2D(`M${link.line.points.map((point) => point.join(" ")).join("L")}`);
      cb.drawOnHalo(pen, path, cb.style.screen.halo_of_conflict + wider, colors.halo, strokes);
    }
  };
})(window.crossbearing);
