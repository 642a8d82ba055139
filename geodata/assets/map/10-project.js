/* Positions: from the coded integers of geodata/render/map/ring_encoding.py to the unit square of Web Mercator.
 *
 * Everything here is drawing: distances are measured by geodata/geodesy/circles.py. */
"use strict";
window.crossbearing = window.crossbearing || {};

(function (cb) {
  const DEGREES = 1e-6;              // layers.COORDINATE_STEP_DEG
  const MAX_LATITUDE = 85.0511287798; // where Web Mercator's square ends

  cb.mercator = function (lon, lat) {
    const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
    const sine = Math.sin((clamped * Math.PI) / 180);
    return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  };

  /* A ring comes as first position, then steps, all integers: [lon, lat, dlon, dlat, ...]. */
  function decodeRing(steps) {
    const points = new Float64Array(steps.length);
    let lon = 0, lat = 0;
    for (let i = 0; i < steps.length; i += 2) {
      lon += steps[i];
      lat += steps[i + 1];
      const [x, y] = cb.mercator(lon * DEGREES, lat * DEGREES);
      points[i] = x;
      points[i + 1] = y;
    }
    return points;
  }

  cb.decodeShape = function (coded) {
    const rings = coded.map(decodeRing);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        box[0] = Math.min(box[0], ring[i]);
        box[1] = Math.min(box[1], ring[i + 1]);
        box[2] = Math.max(box[2], ring[i]);
        box[3] = Math.max(box[3], ring[i + 1]);
      }
    }
    return { rings, box };
  };

  /* Which claims are shown: one bit each, in the order of the file, as base64. */
  cb.decodeBits = function (text, count) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const shown = new Uint8Array(count);
    for (let i = 0; i < count; i++) shown[i] = (bytes[i >> 3] >> (i & 7)) & 1;
    return shown;
  };

  /* Even-odd test, so that holes are outside. */
  cb.contains = function (shape, x, y) {
    const box = shape.box;
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
    let inside = false;
    for (const ring of shape.rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const yi = ring[i + 1], yj = ring[j + 1];
        if (yi > y !== yj > y && x < ((ring[j] - ring[i]) * (y - yi)) / (yj - yi) + ring[i]) inside = !inside;
      }
    }
    return inside;
  };

  /* Distance from a point to a shape's outline, in the unit square; Infinity where the box is further than `limit`. */
  cb.outlineDistance = function (shape, x, y, limit) {
    const box = shape.box;
    if (x < box[0] - limit || x > box[2] + limit || y < box[1] - limit || y > box[3] + limit) return Infinity;
    let best = Infinity;
    for (const ring of shape.rings) {
      for (let i = 2; i < ring.length; i += 2) {
        const ax = ring[i - 2], ay = ring[i - 1], dx = ring[i] - ax, dy = ring[i + 1] - ay;
        const length = dx * dx + dy * dy;
        const along = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
        const ex = x - ax - along * dx, ey = y - ay - along * dy;
        best = Math.min(best, ex * ex + ey * ey);
      }
    }
    return Math.sqrt(best);
  };
})(window.crossbearing);
