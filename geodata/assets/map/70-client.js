/* What geodata/render/map/folium_map.py talks to: attach() once for a map, layer() for each state that Python sends. */
"use strict";
(function (cb) {
  const loaded = new Map(); // address of the drawing -> promise of its decoded form

  function decode(raw) {
    const shapes = [];
    return {
      actors: raw.actors.map(([id, name, color, side]) => ({ id, name, color, side })),
      sites: raw.sites.map(([name, arabic, lon, lat, area, region, id]) => {
        const [x, y] = lon === null ? [null, null] : cb.mercator(lon, lat);
        return { id, name, arabic, x, y, area, region: Boolean(region), used: lon !== null, named: lon !== null };
      }),
      claims: raw.claims.map(([id, actor, polarity, relation, kind, site, title, label, area, edge, reach]) =>
        ({ id, actor, polarity, relation, kind, site, title, label, area, edge, reach, shown: false })),
      // Decoded when first drawn: what is off the screen costs nothing.
      shape: (index) => shapes[index] || (shapes[index] = cb.decodeShape(raw.shapes[index])),
    };
  }

  function load(address) {
    if (!loaded.has(address)) {
      const wanted = cb.source.drawing(address).then(decode);
      wanted.catch(() => loaded.delete(address));
      loaded.clear(); // one case at a time is on the map
      loaded.set(address, wanted);
    }
    return loaded.get(address);
  }

  const isTouched = window.matchMedia("(hover: none) and (pointer: coarse)").matches;
  // What stands at the edge keeps clear of the buttons at both sides, and of scale and credit below.
  const BUTTONS_PX = isTouched ? 78 : 64;
  const ROOM = { paddingTopLeft: [BUTTONS_PX, 30], paddingBottomRight: [30, 50], animate: false, maxZoom: 13 };
  const FAR_PX = 60; // a ring farther beyond the edge than this is left there

  /* A position in the unit square, as Leaflet has it. */
  function latLngOf(x, y) {
    return L.latLng((Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, (x - 0.5) * 360);
  }

  function viewOf(map, key) {
    if (!key) return null;
    const text = sessionStorage.getItem(key);
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      sessionStorage.setItem(key, JSON.stringify([lat, lng, map.getZoom()]));
    });
    return text ? JSON.parse(text) : null;
  }

  class Client {
    /* `options`: `bounds` to show first; `key` to keep pan and zoom under, if any; `fills`, whether the map has a frame to
     * itself; `tools`, what each is called, where there are any. */
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.room = options.tools ? { ...ROOM, paddingBottomRight: [BUTTONS_PX, 50] } : ROOM;
      this.base = new cb.BaseMap();
      this.overlay = new cb.Overlay();
      this.labels = new cb.Labels(this.base, this.overlay);
      this.legend = new cb.Legend(() => this.labels.crowdedAnew());
      // Here and not in the style sheet, which may come after the first picture.
      if (options.fills) map.getContainer().style.height = "100vh";
      // Leaflet focuses the map as the button goes down: a page that scrolls to it then moves it under the pointer.
      const box = map.getContainer();
      box.focus = (how) => HTMLElement.prototype.focus.call(box, { preventScroll: true, ...how });
      map.invalidateSize({ animate: false });
      this.tip = L.DomUtil.create("div", "cb-tip", map.getContainer());
      this.tip.hidden = true;
      this.aim = new cb.Aim(map);
      this.handles = new cb.Handles(map, (point, latlng) => this.snap(point, latlng));
      const kept = viewOf(map, options.key && `crossbearing-view-${options.key}`);
      if (kept) map.setView([kept[0], kept[1]], kept[2], { animate: false });
      else {
        this.fit();
        // The page may find its form after the map; once somebody has touched it, its view is theirs.
        this.fitting = () => {
          this.fit();
          this.legend.giveWay(this.overlay);
        };
        map.on("resize", this.fitting);
        for (const kind of ["pointerdown", "wheel", "keydown"]) {
          map.getContainer().addEventListener(kind, () => {
            map.off("resize", this.fitting);
            this.fitting = null;
          }, { once: true });
        }
      }
      this.leaveOneFinger();
      this.overlay.addTo(map);
      this.labels.addTo(map);
      cb.fitControl(() => this.fit()).addTo(map);
      this.tools = options.tools && new cb.ToolBar(options.tools, (name) => this.press(name)).addTo(map);
      this.legend.addTo(map);
      L.control.scale({ maxWidth: 150, position: "bottomright" }).addTo(map);
      map.attributionControl.setPrefix(false);
      map.on("mousemove", (event) => this.hover(event));
      map.on("mouseout movestart", () => this.unpoint());
      map.on("click", (event) => this.click(event));
      map.getContainer().addEventListener("keydown", (event) => { if (event.key === "Escape") this.leave(); });
      window.addEventListener("message", (event) => {
        const ours = event.origin === window.location.origin && event.source === window.parent;
        if (ours && event.data && event.data.type === "crossbearing:actors") this.switchActors(event.data);
      });
    }

    /* One finger scrolls the page past the map, two pan and zoom it; said once, when one finger tries. */
    leaveOneFinger() {
      if (!isTouched) return;
      const { map } = this, container = map.getContainer();
      map.dragging.disable();
      // The browser takes the finger over, to scroll.
      container.addEventListener("pointercancel", () => {
        this.tip.textContent = cb.say("twoFingers");
        Object.assign(this.tip.style, { left: "12px", top: "12px" });
        this.tip.hidden = false;
        setTimeout(() => { this.tip.hidden = true; }, 3000);
      }, { once: true });
    }

    fit() {
      this.map.fitBounds(this.options.bounds, this.room);
      this.clear();
    }

    /* Rings beside what is to be seen are in view, too, where the edge or a button would cut them. */
    clear() {
      const { map } = this, state = this.overlay._state, bounds = L.latLngBounds(this.options.bounds);
      if (!state) return;
      const [left, top, right, bottom] = [...this.room.paddingTopLeft, ...this.room.paddingBottomRight], size = map.getSize();
      const marks = state.claims.filter((claim) => claim.shown && claim.kind === "mark").map(({ site }) => state.sites[site]);
      const spots = [...new Set(marks)].map(({ x, y }) => latLngOf(x, y));
      const isCut = (spot) => {
        const { x, y } = map.latLngToContainerPoint(spot);
        const isNear = x > -FAR_PX && y > -FAR_PX && x < size.x + FAR_PX && y < size.y + FAR_PX;
        return isNear && (x < left - 1 || y < top - 1 || x > size.x - right + 1 || y > size.y - bottom + 1);
      };
      for (let round = 0; round < 3; round++) {
        const cut = spots.filter(isCut);
        if (!cut.length) return;
        for (const spot of cut) bounds.extend(spot);
        map.fitBounds(bounds, this.room);
      }
    }

    /* panel.js says which actors are on, before Python has answered. */
    switchActors({ on, press }) {
      const state = this.overlay._state;
      if (!state) return;
      cb.press = press;
      const actors = new Set(on);
      for (const claim of state.claims) claim.shown = claim.passing && actors.has(state.actors[claim.actor].id);
      this.draw(state);
    }

    draw(state) {
      const shown = state.claims.map((claim) => (claim.shown ? "1" : "0")).join("");
      const drawn = [state.selected, state.theme, state.base, shown, state.measured].join(" ");
      // Python's answer to a press mostly says what the press itself has put on the map already.
      if (this.drawnState === state && this.drawn === drawn) return;
      [this.drawnState, this.drawn] = [state, drawn];
      this.overlay.show(state);
      this.legend.show(state);
      this.labels.later();
      window.dispatchEvent(new CustomEvent("crossbearing:drawn"));
    }

    async show(message) {
      // The answer to an earlier press: a later one is on the map already and its answer under way.
      if (message.press < (cb.press || 0)) return;
      this.message = message;
      try {
        const drawing = await load(message.data);
        if (this.message !== message) return; // a newer state has come meanwhile
        this.apply(drawing, message);
      } catch (error) {
        this.fail(error.message);
      }
    }

    fail(text) {
      this.tip.textContent = cb.say("failed", { why: text });
      this.tip.hidden = false;
    }

    apply(drawing, message) {
      const shown = cb.decodeBits(message.shown, drawing.claims.length);
      const passing = cb.decodeBits(message.passing, drawing.claims.length);
      drawing.claims.forEach((claim, index) => {
        claim.shown = Boolean(shown[index]);
        claim.passing = Boolean(passing[index]);
      });
      const state = Object.assign(drawing, { selected: message.selected, theme: message.theme, base: message.base });
      state.crowded = state.sites.length > 200;
      state.measured = JSON.stringify([message.measure, message.links, message.found]);
      state.links = cb.decodeLinks(message.links || []);
      state.hasLinks = message.links !== null;
      state.measure = cb.decodeMeasure(message.measure);
      state.found = cb.decodeFound(message.found);
      this.map.getContainer().dataset.theme = message.theme;
      this.take(state, message.tool);
      this.setBase(message);
      const isFirst = !this.overlay._state;
      this.overlay._state = state;
      if (isFirst && this.fitting) this.clear();
      this.draw(state);
      if (isFirst) this.legend.giveWay(this.overlay);
      this.handles.show(state.measure ? state.measure.points : []);
      if (message.selected && message.selected !== this.selected && message.selected !== this.clicked) this.reveal(state);
      this.selected = message.selected;
    }

    setBase({ base, online, theme, credit }) {
      if (base === "own") {
        if (!this.map.hasLayer(this.base)) this.base.addTo(this.map);
        if (this.base._theme !== theme) this.base.setTheme(theme);
      } else this.base.remove();
      const address = online ? online.url : null;
      if (address !== this.onlineAddress) {
        if (this.onlineLayer) this.onlineLayer.remove();
        this.onlineLayer = online ? L.tileLayer(online.url, { maxZoom: 19, maxNativeZoom: online.max_zoom }) : null;
        if (this.onlineLayer) this.onlineLayer.addTo(this.map);
        this.onlineAddress = address;
      }
      if (credit !== this.credit) {
        const words = document.createElement("span");
        words.textContent = credit;
        if (this.creditMarkup) this.map.attributionControl.removeAttribution(this.creditMarkup);
        this.creditMarkup = words.innerHTML;
        this.map.attributionControl.addAttribution(this.creditMarkup);
        this.credit = credit;
        this.labels.crowdedAnew();
      }
    }

    /* A claim chosen outside the map comes into view. */
    reveal(state) {
      const claim = state.claims.find(({ id }) => id === state.selected);
      if (!claim || claim.kind === "none") return;
      const site = state.sites[claim.site];
      const box = claim.area >= 0 ? state.shape(claim.area).box : [site.x, site.y, site.x, site.y];
      const bounds = L.latLngBounds(latLngOf(box[0], box[3]), latLngOf(box[2], box[1]));
      if (!this.map.getBounds().intersects(bounds)) {
        this.map.fitBounds(bounds, { padding: [30, 30], animate: false, maxZoom: Math.max(9, this.map.getZoom()) });
      }
    }

    hover(event) {
      if (this.waiting) return;
      // Nothing is named behind buttons and legend, which lie on the map.
      const isCovered = event.originalEvent.target.closest(".leaflet-control");
      this.waiting = requestAnimationFrame(() => {
        this.waiting = null;
        if (isCovered) return this.unpoint();
        const state = this.overlay._state, far = state ? this.aim.show(state, event.latlng) : "";
        this.point(this.under(event.containerPoint), event.containerPoint, far);
      });
    }

    /* What a press there would take: with a tool at hand a place, else a claim. */
    under(point) {
      const state = this.overlay._state;
      if (!state) return [];
      if (state.tool) {
        const site = this.siteAt(point);
        return site ? [{ site, claims: [] }] : [];
      }
      const { link, node } = this.labels.at(point);
      if (link) return [cb.linkHit(state, link)];
      return node && node.claims.length ? [{ site: node.site, claims: node.claims }] : this.overlay.at(point);
    }

    /* The place that a tool takes there: the one that is named or drawn. */
    siteAt(point) {
      const { node } = this.labels.at(point);
      return node && !node.site.region ? node.site : this.overlay.siteAt(point);
    }

    /* The pointer is gone, or what it is on was taken: nothing is said of it any more, nor later by a frame that was asked
     * for before. */
    unpoint() {
      cancelAnimationFrame(this.waiting);
      this.waiting = null;
      this.point([]);
      if (this.overlay._state) this.aim.show(this.overlay._state, null);
    }

    /* `far`: what stands above all else, such as how long a line would be. */
    point(hits, at, far) {
      this.map.getContainer().classList.toggle("cb-over", hits.some((hit) => hit.claim || hit.claims.length));
      this.tip.hidden = !hits.length && !far;
      if (this.tip.hidden) return;
      const hit = hits[0] || { claims: [] };
      const lines = hit.link ? cb.linkLines(hit) : hit.claim ? hit.claim.title : hit.site ? [hit.site.name] : [];
      if (far) lines.unshift(far);
      this.tip.replaceChildren(...lines.map((text, index) => {
        const line = document.createElement(index ? "div" : "strong");
        line.dir = "auto";
        line.textContent = text;
        return line;
      }));
      const count = this.claimsOf(hits).length;
      if (count > (hit.claim ? 1 : 0)) {
        const line = document.createElement("div");
        line.className = "cb-more";
        line.textContent = cb.say(hit.link ? "listThem" : hit.claim ? "oneOfHere" : count > 1 ? "claimsHere" : "claimHere", { count });
        this.tip.append(line);
      }
      const size = this.map.getSize();
      // Beyond the end of a line that is being drawn: on it, and on the one before, stands a length.
      const [isRight, isDown] = far ? this.aim.heading : [true, true], { offsetWidth: width, offsetHeight: height } = this.tip;
      const left = isRight ? Math.min(at.x + 14, size.x - width - 6) : at.x - 14 - width;
      const below = isDown && at.y + 18 + height < size.y;
      this.tip.style.left = `${Math.max(6, left)}px`;
      this.tip.style.top = `${below ? at.y + 18 : Math.max(4, at.y - height - 10)}px`;
    }

    /* Have a tool at hand, or none. */
    take(state, tool) {
      if (tool !== state.tool) this.unpoint();
      state.tool = tool;
      this.map.getContainer().dataset.tool = tool;
      if (this.tools) this.tools.show(tool, state.hasLinks);
    }

    /* A button was pressed: seen at once, Python answers with what stands beside the map. A tool that is pressed once more is
     * put down. */
    press(name) {
      const state = this.overlay._state;
      if (!state) return;
      if (name === "links") {
        state.hasLinks = !state.hasLinks;
        this.take(state, state.tool);
        cb.tell("links", state.hasLinks ? "yes" : "");
        return;
      }
      this.take(state, name === state.tool ? "" : name);
      cb.tell("tool", state.tool);
    }

    /* As Escape does beside the map: put the tool down, else close the card. */
    leave() {
      const state = this.overlay._state;
      if (state && state.tool) this.press(state.tool);
      else if (state && (state.selected || this.listed)) cb.tell("close", state.selected || "");
    }

    /* With a tool at hand a click measures; else it takes the most specific claim, with the others there to list; where
     * none is more specific, as on the number of a wheel, the list of them all; beside all claims, nothing. */
    click(event) {
      const state = this.overlay._state;
      if (!state) return;
      this.unpoint();
      if (state.tool) cb.tell("measure-add", this.snap(event.containerPoint, event.latlng));
      else this.choose(state, event.containerPoint);
    }

    claimsOf(hits) {
      return [...new Set(hits.flatMap((hit) => (hit.claim ? [hit.claim, ...(hit.here || [])] : hit.claims)))];
    }

    choose(state, point) {
      const hits = this.under(point);
      const here = this.claimsOf(hits).map((claim) => claim.id);
      const id = here.length === 1 || (hits.length && hits[0].claim) ? here[0] : null;
      if (!here.length && !this.selected && !this.listed) return;
      this.listed = !id && here.length > 0;
      this.clicked = id;
      // Shown at once; Python answers with the card, or with the list.
      state.selected = id;
      this.draw(state);
      cb.tell("map-claim", [id || "", ...here].join(" ").trimEnd());
    }

    /* The place of the case that is meant by a point of the map, else its coordinates, as fine as a pixel is. */
    snap(point, latlng) {
      const site = this.siteAt(point);
      const { lat, lng } = latlng.wrap();
      const digits = Math.max(1, Math.min(6, Math.ceil(Math.log10((256 * 2 ** this.map.getZoom()) / 360))));
      return site ? site.id : `${lat.toFixed(digits)},${lng.toFixed(digits)}`;
    }
  }

  /* Who asks for less motion gets each view at once. */
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const { panBy } = L.Map.prototype;
    L.Map.mergeOptions({ zoomAnimation: false, markerZoomAnimation: false, inertia: false });
    L.Map.include({ panBy(offset, options) { return panBy.call(this, offset, { ...options, animate: false }); } });
  }

  cb.attach = function (map, options) {
    cb.client = new Client(map, options);
  };

  /* streamlit-folium removes the last layer and adds this one each time the state differs. */
  cb.layer = function (message) {
    const group = L.featureGroup();
    group.onAdd = () => cb.client.show(message);
    return group;
  };
})(window.crossbearing);
