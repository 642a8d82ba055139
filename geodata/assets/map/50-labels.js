/* Names on the map. Each is tried at several places around what it names and left out where all are taken:
 * names of the case first, then what the claims say, then the towns of the base map. */
"use strict";
(function (cb) {
  const AROUND = [[1, -0.35], [1, 0.6], [-1, -0.35], [-1, 0.6], [0, -1], [0, 1.25], [1, -1], [-1, -1],
    [1, 1.5], [-1, 1.5], [1, -1.7], [-1, -1.7]];

  // Where a name may stand apart from a mark that has no room around it, and how much farther.
  const APART = [...AROUND, [1, -3], [-1, -3], [1, 4], [-1, 4], [1, -5], [-1, -5], [1, 6], [-1, 6]];
  const APART_PX = [16, 34, 52];

  const NEAR_PX = 18; // rings whose bounds are nearer than this on each side are hardly told apart

  const widths = new Map(); // of texts in their fonts: measuring is the slowest part of placing a name

  function widthOf(pen, line) {
    const key = `${line.font} ${line.text}`;
    if (!widths.has(key)) {
      pen.font = line.font;
      widths.set(key, pen.measureText(line.text).width);
    }
    return widths.get(key);
  }

  /* Distances as spoken, smallest first: from which to which, or each where their units differ. */
  function distances(spoken) {
    const each = [...new Set(spoken)], units = new Set(each.map((one) => one.split(" ").pop()));
    const isRange = each.length > 1 && units.size === 1;
    return isRange ? cb.say("range", { least: each[0], most: each[each.length - 1] }) : each.join(", ");
  }

  /* What rings say beside themselves: one in full; several of one side together. */
  function said(group, actors) {
    const [speaker, before, , after] = group[0].label;
    const what = `${before}${distances(group.map((claim) => claim.label[2]))}${after}`;
    if (group.length > 1) {
      return cb.say("severalSay", { who: actors[actors[group[0].actor].side].name, count: group.length, what });
    }
    return what ? `${speaker}: ${what}` : speaker;
  }

  class Boxes {
    constructor() {
      this.cells = new Map();
      this.size = 64;
    }
    *_cellsOf(box) {
      for (let i = Math.floor(box[0] / this.size); i <= Math.floor(box[2] / this.size); i++) {
        for (let j = Math.floor(box[1] / this.size); j <= Math.floor(box[3] / this.size); j++) yield `${i},${j}`;
      }
    }
    free(box) {
      for (const cell of this._cellsOf(box)) {
        for (const other of this.cells.get(cell) || []) {
          if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return false;
        }
      }
      return true;
    }
    add(box) {
      for (const cell of this._cellsOf(box)) {
        if (!this.cells.has(cell)) this.cells.set(cell, []);
        this.cells.get(cell).push(box);
      }
    }
  }

  cb.Labels = L.Layer.extend({
    initialize(base, overlay) {
      this._base = base;
      this._overlay = overlay;
      this.placed = [];
    },

    onAdd(map) {
      this._map = map;
      this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated cb-labels");
      this._canvas.setAttribute("aria-hidden", "true");
      map.getPanes().overlayPane.appendChild(this._canvas);
      map.on({ zoomstart: this._hide, moveend: this.later, resize: this.crowdedAnew }, this);
      this._base.on("names", this.later, this);
    },

    _hide() {
      this._canvas.style.visibility = "hidden";
    },

    /* Buttons, legend, scale or credit are no longer where they were. */
    crowdedAnew() {
      this._controls = null;
      this.later();
    },

    /* Tiles arrive one by one: wait for the frame, draw once. */
    later() {
      if (this._waiting) return;
      this._waiting = requestAnimationFrame(() => {
        this._waiting = null;
        this.redraw();
      });
    },

    redraw() {
      const source = this._overlay._canvas, view = this._overlay.view, state = this._overlay._state;
      if (!view || !state) return;
      const canvas = this._canvas, ratio = window.devicePixelRatio || 1;
      canvas.width = source.width;
      canvas.height = source.height;
      canvas.style.width = source.style.width;
      canvas.style.height = source.style.height;
      canvas.style.visibility = "";
      L.DomUtil.setPosition(canvas, L.DomUtil.getPosition(source));
      this._pen = canvas.getContext("2d");
      this._pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      this._pen.lineJoin = "round";
      this._boxes = new Boxes();
      this._colors = cb.themes[state.theme];
      this.placed = [];
      this._reserve();
      if (state.measure) this._lengths(cb.measureNames(state.measure), this._colors.measure);
      if (state.found) this._foundNames(state.found);
      this._linkNames(state.links);
      this._siteNames(state);
      this._claimNames(state);
      if (state.base === "own") this._baseNames();
    },

    /* Wheels keep their place, and no name goes under a button, the scale or the credit. */
    _reserve() {
      const { pad } = this._overlay.view;
      if (!this._controls) this._controls = this._measureControls();
      for (const [left, top, right, bottom] of this._controls) {
        this._boxes.add([left + pad.x - 3, top + pad.y - 3, right + pad.x + 3, bottom + pad.y + 3]);
      }
      const { measure } = this._overlay._state;
      for (const { lon, lat } of measure ? measure.points : []) {
        const [px, py] = this._at(lon, lat);
        this._boxes.add([px - 9, py - 9, px + 9, py + 9]);
      }
      for (const node of this._overlay._nodes) {
        const r = node.claims.length ? node.radius : 3;
        this._boxes.add([node.x - r, node.y - r, node.x + r, node.y + r]);
      }
    },

    _measureControls() {
      const map = this._map.getContainer().getBoundingClientRect();
      return [...this._map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
        const box = control.getBoundingClientRect();
        return [box.left - map.left, box.top - map.top, box.right - map.left, box.bottom - map.top];
      });
    },

    _inside(box) {
      const { width, height, pad } = this._overlay.view;
      return box[0] > pad.x + 2 && box[1] > pad.y + 2 && box[2] < width - pad.x - 2 && box[3] < height - pad.y - 2;
    },

    /* Draw lines of text with a halo at the first free place; true if there was one. */
    _place(lines, x, y, gap, places, style) {
      const pen = this._pen;
      let width = 0, height = 0;
      for (const line of lines) {
        line.width = widthOf(pen, line);
        width = Math.max(width, line.width);
        height += line.px * 1.22;
      }
      for (const [sx, sy] of places) {
        const left = sx > 0 ? x + gap : sx < 0 ? x - gap - width : x - width / 2;
        const top = y - height / 2 + sy * (sx ? height * 0.5 : height * 0.5 + gap);
        const box = [left - 2, top - 1, left + width + 2, top + height + 1];
        if (!this._inside(box) || !this._boxes.free(box)) continue;
        if (style.isClear && this._isNearer(box, style.node)) continue;
        if (style.from && !this._lead(x, y, style.from, box)) continue;
        this._boxes.add(box);
        this._write(lines, left, top, width, sx, style);
        this.placed.push({ text: lines.map((line) => line.text).join(" / "), box, link: style.link, node: style.node });
        return true;
      }
      return false;
    },

    /* Whether a name there is nearer to the mark of another place than to its own, so that it would be read as that one's. */
    _isNearer([left, top, right, bottom], own) {
      const gap = ({ x, y, radius }) =>
        Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) - radius;
      const most = gap(own);
      return this._overlay._nodes.some((node) => node !== own && gap(node) < most);
    },

    /* Draw a line from a wheel to its name, which stands apart; false if it would cross a name or another wheel. */
    _lead(x, y, radius, [left, top, right, bottom]) {
      const dx = Math.max(left, Math.min(x, right)) - x, dy = Math.max(top, Math.min(y, bottom)) - y;
      const length = Math.hypot(dx, dy), pen = this._pen, spots = [];
      for (let along = radius; along < length; along += 3) {
        spots.push([x + (dx * along) / length, y + (dy * along) / length]);
      }
      const isTaken = ([px, py]) =>
        this.placed.some(({ box }) => px > box[0] && px < box[2] && py > box[1] && py < box[3]) ||
        this._overlay._nodes.some((node) => node.claims.length && Math.hypot(node.x - px, node.y - py) < node.radius - 1);
      if (spots.some(isTaken)) return false;
      for (const [px, py] of spots) this._boxes.add([px - 2, py - 2, px + 2, py + 2]);
      for (const [color, width] of [[this._colors.halo, 3], [this._colors.ink, 1]]) {
        pen.beginPath();
        pen.moveTo(x + (dx * radius) / length, y + (dy * radius) / length);
        pen.lineTo(x + dx, y + dy);
        pen.strokeStyle = color;
        pen.lineWidth = width;
        pen.stroke();
      }
      return true;
    },

    _write(lines, left, top, width, side, style) {
      const pen = this._pen;
      let line_top = top;
      for (const line of lines) {
        pen.font = line.font;
        pen.direction = cb.direction(line.text);
        pen.textAlign = "left";
        pen.textBaseline = "middle";
        // The direction orders the letters; the place is always counted from the left edge.
        const x = side < 0 ? left + width - line.width : side > 0 ? left : left + (width - line.width) / 2;
        const y = line_top + line.px * 0.61;
        pen.strokeStyle = this._colors.halo;
        pen.lineWidth = cb.style.halo.width;
        pen.strokeText(line.text, x, y);
        pen.fillStyle = line.color || style.color;
        pen.fillText(line.text, x, y);
        line_top += line.px * 1.22;
      }
    },

    _line(text, px, weight, color) {
      return { text, px, font: cb.font(px, weight), color };
    },

    _siteNames(state) {
      const nodes = this._overlay._nodes.filter(({ site, x, y }) => site.named && this._inside([x, y, x, y]));
      nodes.sort((a, b) => b.claims.length - a.claims.length);
      const isUnderWheel = ({ x, y }) => this._overlay._nodes.some((wheel) =>
        wheel.claims.length && Math.hypot(wheel.x - x, wheel.y - y) < wheel.radius);
      for (const node of nodes) {
        const { site, claims, x, y, radius, crowded } = node;
        if (!claims.length && (state.crowded || isUnderWheel(node))) continue;
        const main = this._line(site.name, claims.length ? 13 : 11.5, claims.length ? 650 : 500, this._colors.ink);
        const gap = (claims.length ? radius : 4) + 4;
        const both = site.arabic ? [main, this._line(site.arabic, 12, 400, this._colors.ink)] : [main];
        const isNamed = (style) => [both, [main]].some((lines) => this._place(lines, x, y, gap, AROUND, { ...style, node }));
        if (isNamed({ isClear: !crowded }) || !claims.length || crowded) continue;
        // A place that claims stand at is named even if its name must stand apart; a line leads to it then. Among a
        // crowd of small wheels no line could be followed, and each takes long to try.
        const isApart = (apart) => this._place([main], x, y, gap + apart, APART, { from: radius, node });
        APART_PX.some(isApart) || isNamed({});
      }
    },

    /* What was measured comes first: it was asked for. */
    _lengths(names, color) {
      for (const { label, places } of names) {
        const lines = [this._line(label, 12, 700, color)];
        places.some(([ux, uy]) => this._place(lines, ...this._overlay.inWorld(ux, uy), 6, AROUND, {}));
      }
    },

    _foundNames(found) {
      for (const { at, label } of found.marks) {
        this._place([this._line(label, 12, 700, this._colors.found)], ...this._overlay.inWorld(...at), 12, AROUND, {});
      }
      this._lengths(cb.legNames(found.legs), this._colors.found);
    },

    /* How many pairs of claims contradict each other between two places, or at one. */
    _linkNames(links) {
      for (const link of links) {
        const { at, gap } = link.line ?? cb.lineOf(this._overlay, link); // names may be set before anything is drawn
        const words = cb.say(link.count > 1 ? "pairsHere" : "pairHere", { count: link.count });
        this._place([this._line(words, 12, 700, this._colors.conflict)], ...at, gap, AROUND, { link });
      }
    },

    /* What is written at a point of the map's container: with it the contradictions whose number it is, or the place whose
     * name. */
    at(point) {
      const { pad } = this._overlay.view, px = point.x + pad.x, py = point.y + pad.y;
      return this.placed.find(({ box }) => px > box[0] && px < box[2] && py > box[1] && py < box[3]) || {};
    },

    /* What a band or zone says, beside its outline. Rings of one side that can hardly be told apart say it together. */
    _claimNames(state) {
      const { scale, x, y } = this._overlay.view;
      const claims = state.claims.filter((claim) => claim.shown && claim.area >= 0);
      if (claims.length > 60) return;
      const boxOf = (claim) => state.shape(claim.area).box;
      const width = (claim) => boxOf(claim)[2] - boxOf(claim)[0];
      const side = (claim) => state.actors[claim.actor].side;
      const alike = (one, other) => side(one) === side(other) && one.label[1] === other.label[1] &&
        one.label[3] === other.label[3] && one.label[2] && other.label[2] &&
        boxOf(one).every((edge, i) => Math.abs(edge - boxOf(other)[i]) * scale < NEAR_PX);
      const groups = [];
      for (const claim of claims.sort((a, b) => width(a) - width(b))) {
        const group = groups.find(([first]) => ![first.id, claim.id].includes(state.selected) && alike(first, claim));
        if (group) group.push(claim);
        else groups.push([claim]);
      }
      const isChosen = ([first]) => first.id === state.selected;
      for (const group of groups.sort((a, b) => isChosen(b) - isChosen(a) || b.length - a.length)) {
        const last = group[group.length - 1];
        const color = cb.shade(state.actors[last.actor].color, state.theme);
        const lines = [this._line(said(group, state.actors), 11.5, isChosen(group) ? 700 : 550, color)];
        const ring = state.shape(last.area).rings[0];
        const count = ring.length / 2;
        for (let step = 0; step < 24; step++) {
          const at = 2 * (Math.floor((step * 7 * count) / 24) % count);
          if (this._place(lines, ring[at] * scale - x, ring[at + 1] * scale - y, 5, AROUND, {})) break;
        }
      }
    },

    _at(lon, lat) {
      return this._overlay.inWorld(...cb.mercator(lon, lat));
    },

    _baseNames() {
      const zoom = this._map.getZoom();
      const colors = this._colors;
      const { places, labels } = this._base.names();
      if (zoom <= 7) {
        for (const [name, lon, lat] of labels.sort((a, b) => b[3] - a[3])) {
          const line = this._line(name.toUpperCase(), zoom < 5 ? 10 : 12, 500, colors.country_name);
          this._place([line], ...this._at(lon, lat), 0, [[0, 0]], {});
        }
      }
      places.sort((a, b) => a[3] - b[3] || b[4] - a[4]);
      const nodes = this._overlay._nodes;
      for (const [name, lon, lat, , population, capital] of places) {
        const [px, py] = this._at(lon, lat);
        // The case names this place itself.
        if (nodes.some((node) => Math.hypot(node.px - px, node.py - py) < 14)) continue;
        const big = capital || population > 300000;
        const line = this._line(name, big ? 12 : 10.5, big ? 550 : 400, colors.town);
        if (this._place([line], px, py, 5, AROUND.slice(0, 4), {})) {
          this._pen.beginPath();
          this._pen.arc(px, py, capital ? 2.6 : 1.8, 0, 7);
          this._pen.fillStyle = colors.town_dot;
          this._pen.fill();
        }
      }
    },
  });
})(window.crossbearing);
