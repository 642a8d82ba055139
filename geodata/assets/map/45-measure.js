/* The ruler and the ring: drawn from vertices that geodata/render/map/measure_overlay.py computed. Only what is not drawn yet is
 * measured here, and roughly. */
"use strict";
(function (cb) {
  /* A line comes as one run of positions that may count on beyond 180 degrees. */
  function decodeLine(steps) {
    return cb.decodeShape([steps]).rings[0];
  }

  cb.decodeMeasure = function (raw) {
    return raw && {
      points: raw.points.map(([lon, lat, name, key]) => ({ lon, lat, name, key })),
      legs: raw.legs.map(([line, label]) => ({ line: decodeLine(line), label })),
      area: raw.area && cb.decodeShape(raw.area),
      rings: raw.rings.map(([shape, label]) => ({ shape: cb.decodeShape(shape), label })),
      unit: raw.unit,
    };
  };

  /* The line that a press would draw, from the last point to the pointer. It says about how long it is, to two digits,
   * as on a sphere; what it is once drawn, Python measures on the ellipsoid. `heading`: whether it runs to the right, and down. */
  cb.Aim = class {
    constructor(map) {
      this._map = map;
      this._line = L.polyline([], { interactive: false, weight: 2, dashArray: "5 5" });
    }

    /* `to`: where the pointer is, or null. Returns the length in words; empty where no line is begun. */
    show(state, to) {
      const { measure, tool } = state;
      const wanted = { ruler: (key) => /^\d+$/.test(key), ring: (key) => key === "ring" }[tool];
      const from = to && measure && wanted && measure.points.filter(({ key }) => wanted(key)).pop();
      if (!from) {
        this._line.remove();
        return "";
      }
      const start = L.latLng(from.lat, from.lon + Math.round((to.lng - from.lon) / 360) * 360), [unit, metres] = measure.unit;
      this.heading = [to.lng >= start.lng, to.lat <= start.lat];
      this._line.setLatLngs([start, to]).setStyle({ color: cb.themes[state.theme].measure }).addTo(this._map);
      const length = Number((this._map.distance(start, to) / metres).toPrecision(2));
      return cb.say("far", { length: length.toLocaleString("en"), unit });
    }
  };

  /* Called by the overlay, above the claims. */
  cb.drawMeasure = function (overlay, pen, measure, colors) {
    for (const { shape } of measure.rings) {
      overlay._paint(pen, shape, cb.strokesOf(pen, cb.look("measured_ring"), colors), true);
    }
    if (measure.area) overlay._paint(pen, measure.area, cb.strokesOf(pen, cb.look("measured_area"), colors), false);
    for (const { line } of measure.legs) cb.drawLine(overlay, pen, line, colors.halo, colors.measure);
  };

  cb.drawLine = function (overlay, pen, line, halo, ink) {
    const { scale, x, y } = overlay.view;
    for (const world of overlay._worlds().flatMap((k) => [k - 1, k])) {
      const path = new Path2D();
      for (let i = 0; i < line.length; i += 2) {
        const at = [(line[i] + world) * scale - x, line[i + 1] * scale - y];
        if (i) path.lineTo(...at);
        else path.moveTo(...at);
      }
      cb.drawOnHalo(pen, path, cb.style.screen.halo_of_leg, halo, cb.strokesOf(pen, cb.look("leg"), {}, ink));
    }
  };

  /* The position at a share of a line's length on the map, from its first vertex. */
  function at(line, share) {
    const place = share * (line.length / 2 - 1), i = 2 * Math.min(Math.floor(place), line.length / 2 - 2);
    const part = place - i / 2;
    return [line[i] + part * (line[i + 2] - line[i]), line[i + 1] + part * (line[i + 3] - line[i + 1])];
  }

  cb.legNames = (legs) => legs.map(({ line, label }) => {
    const places = [0.5, 0.35, 0.65, 0.2, 0.8].map((share) => at(line, share));
    return { label, places };
  });

  /* Where the names of legs and rings go: the middle of a leg, the vertices of a ring. */
  cb.measureNames = function (measure) {
    const names = cb.legNames(measure.legs);
    for (const { shape, label } of measure.rings) {
      const ring = shape.rings[0] || [];
      const step = 2 * Math.max(1, Math.floor(ring.length / 48));
      const places = [];
      for (let i = 0; i < ring.length; i += step) places.push([ring[i], ring[i + 1]]);
      names.push({ label, places });
    }
    return names;
  };

  const SIGNS = { ring: "\u25ce", place: "+" };

  /* The points of the measurement as handles: to be moved with the pointer, removed with the Delete key. */
  cb.Handles = class {
    constructor(map, snap) {
      this._map = map;
      this._snap = snap; // from a point of the map's container to what is told to Python
      this._markers = [];
    }

    show(points) {
      const key = JSON.stringify(points);
      if (key === this._key) return;
      this._key = key;
      this._markers.forEach((marker) => marker.remove());
      this._markers = points.map((point) => this._handle(point));
    }

    _handle({ lon, lat, name, key }) {
      const world = Math.round((this._map.getCenter().lng - lon) / 360) * 360;
      const icon = L.divIcon({ className: "cb-handle", iconSize: [24, 24], html: "" });
      const marker = L.marker([lat, lon + world], { icon, draggable: true, keyboard: true, title: name }).addTo(this._map);
      const element = marker.getElement();
      const number = Number(key) + 1;
      element.textContent = number ? String(number) : SIGNS[key] || "?";
      const what = number ? cb.say("point", { number }) : cb.say(key in SIGNS ? key : "trial");
      element.setAttribute("aria-label", cb.say("handle", { what, name }));
      marker.on("dragend", () => {
        const point = this._map.latLngToContainerPoint(marker.getLatLng());
        cb.tell("measure-move", `${key} ${this._snap(point, marker.getLatLng())}`);
      });
      L.DomEvent.on(element, "keydown", (event) => {
        if (event.key === "Delete" || event.key === "Backspace") cb.tell("measure-remove", key);
      });
      return marker;
    }
  };

  /* Tell the page what was done on the map; panel.js passes it on to Python. */
  cb.tell = function (action, value) {
    cb.press = Math.max(Date.now(), (cb.press || 0) + 1);
    const message = { type: "crossbearing:map", action, value, number: cb.press };
    window.parent.postMessage(message, window.location.origin);
    return cb.press;
  };
})(window.crossbearing);
