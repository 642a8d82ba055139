/* Claims and sites, drawn on one canvas. Shapes are polygons computed on the ellipsoid by geodata/geodesy/claim_shapes.py. */
"use strict";
(function (cb) {
  const PADDING = 0.2;          // of the map's size, on each side: room to pan before a redraw
  const TURN = 2 * Math.PI;
  const CROWD = 150;            // more places, or areas, than this are drawn with less detail
  const HIT_PX = 6;

  /* Vertices to skip so that a smooth outline is drawn to a fifth of a pixel; the data keep all of them. */
  function stride(shape, scale) {
    const size = Math.max(shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]) * scale;
    if (size > 600) return 1;
    return size > 150 ? 2 : size > 40 ? 6 : 15;
  }

  cb.Overlay = L.Layer.extend({
    initialize() {
      this._state = null;
      this._nodes = [];
    },

    onAdd(map) {
      this._map = map;
      this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated cb-overlay");
      this._canvas.setAttribute("aria-hidden", "true");
      map.getPanes().overlayPane.appendChild(this._canvas);
      map.on({ moveend: this.redraw, resize: this.redraw, zoomanim: this._animate }, this);
      this.redraw();
    },

    onRemove(map) {
      this._canvas.remove();
      map.off({ moveend: this.redraw, resize: this.redraw, zoomanim: this._animate }, this);
    },

    show(state) {
      this._state = state;
      this.redraw();
    },

    _animate(event) {
      const scale = this._map.getZoomScale(event.zoom, this._zoom);
      const corner = this._map._latLngToNewLayerPoint(this._corner, event.zoom, event.center);
      L.DomUtil.setTransform(this._canvas, corner, scale);
    },

    redraw() {
      const map = this._map;
      if (!map || !map._loaded) return;
      const size = map.getSize(), ratio = window.devicePixelRatio || 1;
      const pad = size.multiplyBy(PADDING).round();
      const min = map.containerPointToLayerPoint(pad.multiplyBy(-1));
      const width = size.x + 2 * pad.x, height = size.y + 2 * pad.y;
      const canvas = this._canvas;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
      L.DomUtil.setPosition(canvas, min);
      this._zoom = map.getZoom();
      this._corner = map.layerPointToLatLng(min);
      const origin = map.getPixelOrigin().add(min);
      const pen = canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      // The view: pixels of this canvas = position in the unit square * scale - origin.
      this.view = { scale: 256 * 2 ** this._zoom, x: origin.x, y: origin.y, width, height, pad };
      if (this._state) this._drawAll(pen);
      this.drawn = (this.drawn || 0) + 1;
    },

    /* Pixels of a position in the unit square: of its copy of the world nearest to the middle of the view. */
    inWorld(ux, uy) {
      const { scale, x, y, width } = this.view;
      const world = Math.round((x + width / 2) / scale - ux);
      return [(ux + world) * scale - x, uy * scale - y];
    },

    /* Worlds side by side that the view shows: 0 is the one from -180 to 180. */
    _worlds() {
      const { scale, x, width } = this.view;
      const worlds = [];
      for (let k = Math.floor(x / scale); k <= Math.floor((x + width) / scale); k++) worlds.push(k);
      return worlds;
    },

    _inView(box, world) {
      const { scale, x, y, width, height } = this.view;
      return (box[0] + world) * scale - x < width && (box[2] + world) * scale - x > 0 &&
        box[1] * scale - y < height && box[3] * scale - y > 0;
    },

    _trace(pen, shape, world, smooth) {
      const { scale, x, y } = this.view;
      const step = 2 * (smooth ? stride(shape, scale) : 1);
      const shift = world * scale - x;
      for (const ring of shape.rings) {
        const last = ring.length - 2;
        pen.moveTo(ring[0] * scale + shift, ring[1] * scale - y);
        for (let i = step; i < last; i += step) pen.lineTo(ring[i] * scale + shift, ring[i + 1] * scale - y);
        pen.closePath();
      }
    },

    /* Outlines leave out the cut along the antimeridian and the poles: it is where the paper ends, not a border. */
    _outline(path, shape, world) {
      if (shape.box[0] > 0 && shape.box[2] < 1) return path;
      const { scale, x, y } = this.view;
      const shift = world * scale - x;
      const onEdge = (ring, i) => ring[i] <= 0 || ring[i] >= 1 || ring[i + 1] <= 1e-9 || ring[i + 1] >= 1 - 1e-9;
      const outline = new Path2D();
      for (const ring of shape.rings) {
        for (let i = 2; i < ring.length; i += 2) {
          if (onEdge(ring, i - 2) && onEdge(ring, i)) continue;
          outline.moveTo(ring[i - 2] * scale + shift, ring[i - 1] * scale - y);
          outline.lineTo(ring[i] * scale + shift, ring[i + 1] * scale - y);
        }
      }
      return outline;
    },

    _paint(pen, shape, style, smooth) {
      for (const world of this._worlds()) {
        if (!this._inView(shape.box, world)) continue;
        const path = new Path2D();
        this._trace(path, shape, world, smooth);
        for (const fill of style.fills || []) {
          pen.globalAlpha = fill.alpha;
          pen.fillStyle = fill.paint;
          pen.fill(path, "evenodd");
        }
        if (style.line) {
          pen.globalAlpha = style.line.alpha;
          pen.strokeStyle = style.line.color;
          pen.lineWidth = style.line.width;
          pen.setLineDash(style.line.dash || []);
          pen.stroke(this._outline(path, shape, world));
          pen.setLineDash([]);
        }
      }
      pen.globalAlpha = 1;
    },

    _drawAll(pen) {
      const state = this._state, look = cb.themes[state.theme];
      pen.lineJoin = "round";
      this._drawSites(pen, state, look);
      if (state.found) cb.drawRegion(this, pen, state.found, look);
      this._drawAreas(pen, state, look);
      cb.drawLinks(this, pen, state.links, look);
      if (state.measure) cb.drawMeasure(this, pen, state.measure, look);
      this._drawWheels(pen, state, look);
      if (state.found) cb.drawFound(this, pen, state.found, look);
    },

    _drawSites(pen, state, look) {
      for (const site of state.sites) {
        if (site.area < 0 || !site.used) continue;
        const region = site.region, shape = state.shape(site.area);
        // Smaller than the dot that stands for the place.
        if (!region && (shape.box[2] - shape.box[0]) * this.view.scale < 6) continue;
        this._paint(pen, shape, {
          fills: region ? [] : [{ paint: look.siteFill, alpha: 1 }],
          line: { color: look.siteLine, width: region ? 1.6 : 1, alpha: region ? 0.55 : 0.7, dash: region ? [2, 3] : [] },
        }, !region);
      }
    },

    _areaStyle(pen, state, claim, chosen, crowded) {
      const color = cb.shade(state.actors[claim.actor].color, state.theme);
      const faded = state.selected && !chosen ? 0.55 : 1;
      const denied = claim.polarity === "deny", passed = claim.polarity === "report";
      // In a crowd the dashed or dotted outline says it alone: hatchings on hatchings say nothing, and slowly.
      const pattern = crowded && !chosen ? null : denied ? "hatch" : passed ? "dots" : null;
      const solid = claim.kind === "band" ? 0.35 : 0.06;
      const fills = [];
      if (claim.kind !== "outside") fills.push({ paint: color, alpha: (pattern ? solid * 0.35 : solid) * faded });
      if (pattern && claim.kind !== "outside") {
        fills.push({ paint: cb.pattern(pen, pattern, color), alpha: (claim.kind === "band" ? 0.75 : 0.28) * faded });
      }
      return {
        fills,
        line: { color, width: chosen ? 3 : 1.6, alpha: faded, dash: cb.dashes[claim.polarity] },
        color,
      };
    },

    _drawAreas(pen, state, look) {
      const claims = state.claims.filter((claim) => claim.shown && claim.area >= 0);
      const chosen = claims.find((claim) => claim.id === state.selected);
      // The selected claim last: it lies on top of the others.
      for (const claim of chosen ? [...claims.filter((claim) => claim !== chosen), chosen] : claims) {
        const style = this._areaStyle(pen, state, claim, claim === chosen, claims.length > CROWD);
        if (claim === chosen && claim.reach >= 0) {
          this._paint(pen, state.shape(claim.reach), {
            fills: [{ paint: style.color, alpha: 0.1 }],
            line: { color: style.color, width: 1, alpha: 0.7, dash: [2, 4] },
          }, true);
        }
        this._paint(pen, state.shape(claim.area), style, true);
        if (claim.edge >= 0 && (claim === chosen || claims.length <= CROWD)) {
          this._paint(pen, state.shape(claim.edge), { fills: [{ paint: style.color, alpha: 0.3 }] }, true);
        }
        if (claim.kind === "outside") this._drawTicks(pen, state.shape(claim.area), style.color);
      }
      pen.strokeStyle = look.ink;
    },

    /* "Beyond": short strokes on the outside of the circle. */
    _drawTicks(pen, shape, color) {
      const { scale, x, y } = this.view;
      pen.strokeStyle = color;
      pen.lineWidth = 1.2;
      for (const world of this._worlds()) {
        if (!this._inView(shape.box, world)) continue;
        const shift = world * scale - x;
        pen.beginPath();
        for (const ring of shape.rings) {
          for (let i = 2; i + 3 < ring.length; i += 8) {
            const dx = ring[i + 2] - ring[i - 2], dy = ring[i + 3] - ring[i - 1], length = Math.hypot(dx, dy) || 1;
            const px = ring[i] * scale + shift, py = ring[i + 1] * scale - y;
            pen.moveTo(px, py);
            pen.lineTo(px - (dy / length) * 9, py + (dx / length) * 9); // rings run counter-clockwise
          }
        }
        pen.stroke();
      }
    },

    /* -- wheels: one segment for each claim that puts something at a place -------------------------------------- */

    _drawWheels(pen, state, look) {
      this._nodes = this._layout(state);
      for (const node of this._nodes) this._drawNode(pen, state, look, node);
    },

    _layout(state) {
      const bySite = new Map();
      for (const claim of state.claims) {
        if (!claim.shown || claim.kind !== "mark") continue;
        if (!bySite.has(claim.site)) bySite.set(claim.site, []);
        bySite.get(claim.site).push(claim);
      }
      const { scale, x, y, width, height } = this.view;
      const nodes = [];
      for (const world of this._worlds()) {
        for (let i = 0; i < state.sites.length; i++) {
          const site = state.sites[i];
          if (!site.used || site.x === null) continue;
          const px = (site.x + world) * scale - x, py = site.y * scale - y;
          if (px < -40 || py < -40 || px > width + 40 || py > height + 40) continue;
          const claims = bySite.get(i) || [];
          nodes.push({ site, index: i, claims, px, py, x: px, y: py, radius: 3 });
        }
      }
      const crowded = nodes.length > CROWD;
      for (const node of nodes) {
        const count = node.claims.length;
        if (count) node.radius = crowded ? 5 + Math.min(5, Math.sqrt(count)) : 8.5 + 2.1 * Math.sqrt(count);
        node.crowded = crowded;
      }
      if (!crowded) this._spread(nodes);
      return nodes;
    },

    /* Wheels that would cover each other move apart; a line leads from each to its place. */
    _spread(nodes) {
      const wheels = nodes.filter((node) => node.claims.length);
      for (let round = 0; round < 60; round++) {
        let moved = false;
        for (let i = 0; i < wheels.length; i++) {
          for (let j = i + 1; j < wheels.length; j++) {
            const a = wheels[i], b = wheels[j];
            let dx = b.x - a.x, dy = b.y - a.y;
            const gap = a.radius + b.radius + 3 - Math.hypot(dx, dy);
            if (gap <= 0.1) continue;
            if (!dx && !dy) dx = 1;
            const length = Math.hypot(dx, dy);
            // The smaller wheel gives way.
            const share = b.radius / (a.radius + b.radius);
            a.x -= (dx / length) * gap * share;
            a.y -= (dy / length) * gap * share;
            b.x += (dx / length) * gap * (1 - share);
            b.y += (dy / length) * gap * (1 - share);
            moved = true;
          }
        }
        if (!moved) break;
      }
    },

    _drawNode(pen, state, look, node) {
      const moved = Math.hypot(node.x - node.px, node.y - node.py) > 2;
      if (moved) {
        pen.strokeStyle = look.ink;
        pen.lineWidth = 1;
        pen.globalAlpha = 0.7;
        pen.beginPath();
        pen.moveTo(node.px, node.py);
        pen.lineTo(node.x, node.y);
        pen.stroke();
        pen.globalAlpha = 1;
      }
      if (moved || !node.claims.length) this._drawDot(pen, look, node);
      if (node.claims.length) this._drawWheel(pen, state, look, node);
    },

    _drawDot(pen, look, node) {
      pen.beginPath();
      pen.arc(node.px, node.py, 2.6, 0, TURN);
      pen.fillStyle = look.paper;
      pen.fill();
      pen.strokeStyle = look.ink;
      pen.lineWidth = 1.3;
      pen.stroke();
    },

    _drawWheel(pen, state, look, node) {
      const { x, y, radius, claims } = node;
      const inner = claims.length === 1 ? 0 : radius * 0.52;
      if (!node.crowded) {
        pen.beginPath();
        pen.arc(x, y, radius + 1.5, 0, TURN);
        pen.fillStyle = look.paper;
        pen.fill();
      }
      const part = TURN / claims.length;
      node.inner = inner;
      node.segments = claims.map((claim, i) => ({ claim, from: i * part - Math.PI / 2, to: (i + 1) * part - Math.PI / 2 }));
      for (const segment of node.segments) this._drawSegment(pen, state, look, node, segment);
      if (claims.length > 1 && !node.crowded) {
        pen.fillStyle = look.ink;
        pen.font = cb.font(Math.max(10, inner * 0.95), 600);
        pen.textAlign = "center";
        pen.textBaseline = "middle";
        pen.direction = "ltr";
        pen.fillText(String(claims.length), x, y + 0.5);
      }
    },

    /* Affirmed: full. Denied: hollow, struck through. Passed on: the outer half only. "Over": a chevron outside. */
    _drawSegment(pen, state, look, node, { claim, from, to }) {
      const { x, y, radius, inner } = node;
      const color = cb.shade(state.actors[claim.actor].color, state.theme);
      const chosen = claim.id === state.selected;
      const outer = chosen ? radius + 4 : radius;
      const start = claim.polarity === "report" ? inner + (radius - inner) * 0.55 : inner;
      const outline = (low, high) => {
        pen.beginPath();
        pen.arc(x, y, high, from, to);
        if (low > 0) pen.arc(x, y, low, to, from, true);
        else if (node.claims.length > 1) pen.lineTo(x, y);
        pen.closePath();
      };
      pen.globalAlpha = state.selected && !chosen ? 0.75 : 1;
      outline(start, outer);
      pen.fillStyle = claim.polarity === "deny" ? look.paper : color;
      pen.fill();
      pen.strokeStyle = claim.polarity === "deny" ? color : look.paper;
      pen.lineWidth = claim.polarity === "deny" ? 1.8 : 0.8;
      if (!node.crowded || claim.polarity === "deny") pen.stroke();
      const middle = (from + to) / 2;
      if (claim.polarity === "deny") {
        pen.beginPath();
        pen.moveTo(x + Math.cos(middle) * start, y + Math.sin(middle) * start);
        pen.lineTo(x + Math.cos(middle) * outer, y + Math.sin(middle) * outer);
        pen.stroke();
      }
      if (claim.relation === "over" && !node.crowded) this._drawChevron(pen, x, y, outer + 3, middle, color);
      if (chosen) {
        outline(start, outer);
        pen.globalAlpha = 1;
        pen.strokeStyle = look.ink;
        pen.lineWidth = 2;
        pen.stroke();
      }
      pen.globalAlpha = 1;
    },

    _drawChevron(pen, x, y, distance, angle, color) {
      const at = (radius, turn) => [x + Math.cos(angle + turn) * radius, y + Math.sin(angle + turn) * radius];
      const spread = 4.5 / distance;
      pen.beginPath();
      pen.moveTo(...at(distance, -spread));
      pen.lineTo(...at(distance + 5, 0));
      pen.lineTo(...at(distance, spread));
      pen.strokeStyle = color;
      pen.lineWidth = 2.2;
      pen.stroke();
    },

    /* -- what is under the pointer ------------------------------------------------------------------------------ */

    /* Claims and places at a point of the map's container, the most specific first. */
    at(point) {
      if (!this._state || !this.view) return [];
      const px = point.x + this.view.pad.x, py = point.y + this.view.pad.y;
      const found = this._wheelsAt(px, py);
      if (found.length) return found;
      return [...this._areasAt(px, py), ...this._placesAt(px, py)];
    },

    /* The place whose dot or wheel is there. */
    siteAt(point) {
      const px = point.x + this.view.pad.x, py = point.y + this.view.pad.y;
      const near = ({ x, y, radius, claims }) => Math.hypot(x - px, y - py) <= (claims.length ? radius + 2 : 8);
      const node = this._nodes.find((node) => Math.hypot(node.px - px, node.py - py) < 8) || this._nodes.find(near);
      return node && !node.site.region ? node.site : null;
    },

    _wheelsAt(px, py) {
      for (let i = this._nodes.length - 1; i >= 0; i--) {
        const node = this._nodes[i];
        const distance = Math.hypot(px - node.x, py - node.y);
        if (!node.claims.length || distance > node.radius + 4) continue;
        if (distance < node.inner * 0.9) return [{ site: node.site, claims: node.claims }];
        const angle = Math.atan2(py - node.y, px - node.x);
        const hit = node.segments.find(({ from, to }) => {
          const turned = ((angle - from) % TURN + TURN) % TURN;
          return turned <= to - from;
        });
        return hit ? [{ claim: hit.claim }] : [];
      }
      return [];
    },

    _areasAt(px, py) {
      const state = this._state, { scale, x, y } = this.view;
      const near = [], within = [];
      for (const world of this._worlds()) {
        const ux = (px + x) / scale - world, uy = (py + y) / scale;
        for (const claim of state.claims) {
          if (!claim.shown || claim.area < 0) continue;
          const shape = state.shape(claim.area);
          const distance = cb.outlineDistance(shape, ux, uy, HIT_PX / scale) * scale;
          const size = (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1]);
          if (distance <= HIT_PX) near.push({ claim, rank: distance });
          else if (claim.kind !== "outside" && cb.contains(shape, ux, uy)) within.push({ claim, rank: size });
        }
      }
      const byRank = (a, b) => a.rank - b.rank;
      return [...near.sort(byRank), ...within.sort(byRank)];
    },

    _placesAt(px, py) {
      const dot = this._nodes.find((node) => Math.hypot(px - node.px, py - node.py) < 8);
      if (dot) return [{ site: dot.site, claims: dot.claims }];
      const state = this._state, { scale, x, y } = this.view;
      const found = [];
      for (const world of this._worlds()) {
        const ux = (px + x) / scale - world, uy = (py + y) / scale;
        for (const site of state.sites) {
          if (!site.used || site.area < 0) continue;
          const shape = state.shape(site.area);
          if (cb.contains(shape, ux, uy)) found.push({ site, rank: shape.box[2] - shape.box[0] });
        }
      }
      return found.sort((a, b) => a.rank - b.rank).slice(0, 1).map(({ site }) => ({ site, claims: [] }));
    },
  });
})(window.crossbearing);
