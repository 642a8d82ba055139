/* Claims and sites, drawn on one canvas. Shapes are polygons computed on the ellipsoid by geodata/geodesy/claim_shapes.py. */
"use strict";
(function (cb) {
  const PADDING = 0.2;          // of the map's size, on each side: room to pan before a redraw
  const TURN = 2 * Math.PI;
  const CROWD = cb.style.crowd; // more places, or areas, than this are drawn with less detail
  const RING = cb.style.ring, SCREEN = cb.style.screen;
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
        cb.draw(pen, style, path, style.line && this._outline(path, shape, world));
      }
    },

    _drawAll(pen) {
      const state = this._state, colors = cb.themes[state.theme];
      pen.lineJoin = "round";
      this._drawSites(pen, state, colors);
      if (state.found) cb.drawRegion(this, pen, state.found, colors);
      this._drawAreas(pen, state, colors);
      if (state.measure) cb.drawMeasure(this, pen, state.measure, colors);
      this._drawWheels(pen, state, colors);
      cb.drawLinks(this, pen, state.links, colors);
      if (state.found) cb.drawFound(this, pen, state.found, colors);
    },

    _drawSites(pen, state, colors) {
      for (const site of state.sites) {
        if (site.area < 0 || !site.used) continue;
        const region = site.region, shape = state.shape(site.area);
        // Smaller than the dot that stands for the place.
        if (!region && (shape.box[2] - shape.box[0]) * this.view.scale < 6) continue;
        this._paint(pen, shape, cb.strokesOf(pen, cb.look(region ? "region" : "disc"), colors), !region);
      }
    },

    _areaStyle(pen, state, claim, color, chosen, crowded) {
      const look = cb.look(claim.kind, claim.polarity);
      // In a crowd the dashed or dotted outline says it alone: hatchings on hatchings say nothing, and slowly.
      if (crowded && !chosen) look.texture = null;
      if (chosen) look.width = SCREEN.chosen_area_width;
      const style = cb.strokesOf(pen, look, {}, color);
      if (state.selected && !chosen) for (const part of [...style.fills, style.line]) part.alpha *= SCREEN.areas_beside_chosen;
      return style;
    },

    _drawAreas(pen, state, colors) {
      const claims = state.claims.filter((claim) => claim.shown && claim.area >= 0);
      const chosen = claims.find((claim) => claim.id === state.selected);
      // The selected claim last: it lies on top of the others.
      for (const claim of chosen ? [...claims.filter((claim) => claim !== chosen), chosen] : claims) {
        const color = cb.shade(state.actors[claim.actor].color, state.theme);
        const paint = (shape, style) => this._paint(pen, state.shape(shape), style, true);
        const named = (name) => cb.strokesOf(pen, cb.look(name), colors, color);
        if (claim === chosen && claim.reach >= 0) paint(claim.reach, named("reach"));
        paint(claim.area, this._areaStyle(pen, state, claim, color, claim === chosen, claims.length > CROWD));
        if (claim.edge >= 0 && (claim === chosen || claims.length <= CROWD)) paint(claim.edge, named("edge"));
        if (claim.kind === "outside") this._drawTicks(pen, state.shape(claim.area), named("tick"));
      }
    },

    /* "Beyond": short strokes on the outside of the circle. */
    _drawTicks(pen, shape, style) {
      const { scale, x, y } = this.view, tip = cb.style.tick_length;
      for (const world of this._worlds()) {
        if (!this._inView(shape.box, world)) continue;
        const shift = world * scale - x;
        const path = new Path2D();
        for (const ring of shape.rings) {
          for (let i = 2; i + 3 < ring.length; i += 8) {
            const dx = ring[i + 2] - ring[i - 2], dy = ring[i + 3] - ring[i - 1], length = Math.hypot(dx, dy) || 1;
            const px = ring[i] * scale + shift, py = ring[i + 1] * scale - y;
            path.moveTo(px, py);
            path.lineTo(px - (dy / length) * tip, py + (dx / length) * tip); // rings run counter-clockwise
          }
        }
        cb.draw(pen, style, path);
      }
    },

    /* -- wheels: one segment for each claim that puts something at a place -------------------------------------- */

    _drawWheels(pen, state, colors) {
      this._nodes = this._layout(state);
      // Dots first: none covers the number in a wheel.
      for (const node of this._nodes) this._drawSpot(pen, colors, node);
      for (const node of this._nodes) if (node.claims.length) this._drawWheel(pen, state, colors, node);
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
        const root = Math.sqrt(count);
        if (count && crowded) node.radius = RING.crowd_radius + Math.min(RING.most_in_crowd, root);
        else if (count) node.radius = RING.radius + RING.more_by_root * root;
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
            const gap = a.radius + b.radius + RING.gap - Math.hypot(dx, dy);
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

    _round(pen, colors, name, x, y, radius) {
      const path = new Path2D();
      path.arc(x, y, radius, 0, TURN);
      cb.draw(pen, cb.strokesOf(pen, cb.look(name), colors), path);
    },

    _drawSpot(pen, colors, { x, y, px, py, claims }) {
      const moved = Math.hypot(x - px, y - py) > RING.moved;
      if (moved) cb.draw(pen, cb.strokesOf(pen, cb.look("leader"), colors), new Path2D(`M${px} ${py}L${x} ${y}`));
      if (moved || !claims.length) this._round(pen, colors, "dot", px, py, RING.dot);
    },

    _drawWheel(pen, state, colors, node) {
      const { x, y, radius, claims } = node;
      if (!node.crowded) this._round(pen, colors, "rim", x, y, radius + RING.rim);
      const part = TURN / claims.length;
      node.inner = claims.length === 1 ? 0 : radius * RING.inner_share;
      node.segments = claims.map((claim, i) => ({ claim, from: i * part - Math.PI / 2, to: (i + 1) * part - Math.PI / 2 }));
      for (const segment of node.segments) this._drawSegment(pen, state, colors, node, segment);
      if (claims.length > 1 && !node.crowded) {
        pen.fillStyle = colors.ink;
        pen.font = cb.font(Math.max(10, node.inner * 0.95), 600);
        pen.textAlign = "center";
        pen.textBaseline = "middle";
        pen.direction = "ltr";
        pen.fillText(String(claims.length), x, y + 0.5);
      }
    },

    /* Affirmed: full. Denied: hollow, struck through. Passed on: the outer half only. "Over": a chevron outside. */
    _drawSegment(pen, state, colors, node, { claim, from, to }) {
      const { x, y, radius, inner } = node;
      const color = cb.shade(state.actors[claim.actor].color, state.theme);
      const chosen = claim.id === state.selected, denied = claim.polarity === "deny";
      const outer = chosen ? radius + SCREEN.chosen_segment_longer : radius;
      const start = claim.polarity === "report" ? inner + (radius - inner) * RING.passed_share : inner;
      const outline = new Path2D();
      outline.arc(x, y, outer, from, to);
      if (start > 0) outline.arc(x, y, start, to, from, true);
      else if (node.claims.length > 1) outline.lineTo(x, y);
      outline.closePath();
      const draw = (name, path) => {
        const style = cb.strokesOf(pen, cb.look(name), colors, color);
        const faded = state.selected && !chosen ? SCREEN.segments_beside_chosen : 1;
        for (const shown of [...style.fills, style.line]) if (shown) shown.alpha *= faded;
        cb.draw(pen, style, path);
      };
      draw(denied ? "segment_denied" : node.crowded ? "segment_in_crowd" : "segment", outline);
      const middle = (from + to) / 2;
      const at = (distance, turn) => `${x + Math.cos(middle + turn) * distance} ${y + Math.sin(middle + turn) * distance}`;
      if (denied) draw("denial", new Path2D(`M${at(start, 0)}L${at(outer, 0)}`));
      if (claim.relation === "over" && !node.crowded) {
        const foot = outer + RING.chevron_gap, spread = RING.chevron_half / foot;
        draw("chevron", new Path2D(`M${at(foot, -spread)}L${at(foot + RING.chevron_length, 0)}L${at(foot, spread)}`));
      }
      if (chosen) cb.draw(pen, cb.strokesOf(pen, { color: "ink", width: SCREEN.chosen_segment_width }, colors), outline);
    },

    /* -- what is under the pointer ------------------------------------------------------------------------------ */

    /* Claims and places at a point of the map's container, the most specific first. */
    at(point) {
      if (!this._state || !this.view) return [];
      const px = point.x + this.view.pad.x, py = point.y + this.view.pad.y;
      const found = this._wheelsAt(px, py);
      if (found.length) return found;
      const link = cb.linkAt(this, px, py);
      if (link) return [cb.linkHit(this._state, link)];
      return [...this._areasAt(px, py), ...this._placesAt(px, py)];
    },

    /* The place whose wheel or dot is there: of both the wheel, which lies on top. */
    siteAt(point) {
      const px = point.x + this.view.pad.x, py = point.y + this.view.pad.y;
      const isOnWheel = ({ x, y, radius, claims }) => claims.length && Math.hypot(x - px, y - py) <= radius + 2;
      const node = this._nodes.find(isOnWheel) || this._nodes.find((node) => Math.hypot(node.px - px, node.py - py) < 8);
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
        return hit ? [{ claim: hit.claim, here: node.claims }] : [];
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
