/* The legend: the signs that are on the map now, and nothing else. Colours are named where actors are switched. */
"use strict";
(function (cb) {
  const NARROW_PX = 1000; // a map less wide than this has it folded at first: it would cover what is claimed

  const ROUND_PX = 20; // above and below it

  /* Whether a sign stands for a claim, as geodata/render/text/map_style.py has it: an empty choice leaves any. */
  function standsFor({ kinds, polarities, relations }, claim) {
    const asked = [[kinds, claim.kind], [polarities, claim.polarity], [relations, claim.relation]];
    return asked.every(([choice, value]) => !choice || choice.includes(value));
  }

  const swatches = new Map();

  function swatch(key, theme) {
    const name = `${key} ${theme}`;
    if (!swatches.has(name)) swatches.set(name, drawSwatch(key, theme));
    return swatches.get(name);
  }

  function drawSwatch(key, theme) {
    const canvas = document.createElement("canvas");
    const ratio = window.devicePixelRatio || 1;
    canvas.width = 30 * ratio;
    canvas.height = 18 * ratio;
    canvas.className = "cb-swatch";
    const pen = canvas.getContext("2d"), colors = cb.themes[theme];
    pen.scale(ratio, ratio);
    for (const [name, path, polarity] of cb.style.signs[key].picture) {
      cb.draw(pen, cb.strokesOf(pen, cb.look(name, polarity), colors, colors.ink), new Path2D(path));
    }
    return canvas;
  }

  function row(key, theme) {
    const line = L.DomUtil.create("div", "cb-row");
    const words = L.DomUtil.create("span", "", line);
    words.textContent = cb.style.signs[key].words;
    line.prepend(swatch(key, theme));
    return line;
  }

  cb.Legend = L.Control.extend({
    options: { position: "bottomleft" },

    /* `resized`: what to call when it takes more or less of the map than before. */
    initialize(resized) {
      this._resized = resized;
    },

    onAdd(map) {
      this._fold = L.DomUtil.create("details", "cb-legend");
      this._map = map;
      L.DomUtil.create("summary", "", this._fold).textContent = cb.say("legend");
      this._rows = L.DomUtil.create("div", "cb-rows", this._fold);
      // On a low map it is scrolled, and no button above it is covered.
      const leaveButtons = () => {
        this._fold.style.maxHeight = `${map.getSize().y - map._controlCorners.topleft.offsetHeight - ROUND_PX}px`;
      };
      map.on("resize", leaveButtons);
      new ResizeObserver(() => {
        leaveButtons(); // anew: these may have got their style meanwhile
        this._resized();
      }).observe(this._fold);
      L.DomEvent.disableClickPropagation(this._fold);
      L.DomEvent.disableScrollPropagation(this._fold);
      return this._fold;
    },

    /* It is unfolded at first, but not where the map is small or a ring is under it. */
    giveWay(overlay) {
      this._fold.open = this._map.getSize().x >= NARROW_PX;
      const map = this._map.getContainer().getBoundingClientRect(), box = this._fold.getBoundingClientRect(), { pad } = overlay.view;
      const isUnder = ({ x, y, radius, claims }) => claims.length && x - pad.x - radius < box.right - map.left &&
        x - pad.x + radius > box.left - map.left && y - pad.y + radius > box.top - map.top && y - pad.y - radius < box.bottom - map.top;
      if (overlay._nodes.some(isUnder)) this._fold.open = false;
    },

    show(state) {
      const shown = state.claims.filter((claim) => claim.shown && claim.kind !== "none");
      const { found, links, sites } = state, places = new Set();
      const isSecond = ({ kind, site }) => kind === "mark" && (places.has(site) || !places.add(site));
      const others = {
        ring: shown.some(isSecond), reach: shown.some(({ id, reach }) => id === state.selected && reach >= 0),
        disc: sites.some((site) => site.used && site.area >= 0 && !site.region), region: sites.some((site) => site.region),
        conflict: links.length, left: found && found.outer, fits: found && found.marks.length,
      };
      const keys = Object.entries(cb.style.signs).filter(([key, sign]) => {
        const isOfClaims = sign.kinds || sign.polarities || sign.relations;
        return isOfClaims ? shown.some((claim) => standsFor(sign, claim)) : others[key];
      }).map(([key]) => key);
      const said = [state.theme, ...keys].join(" ");
      if (said === this._said) return;
      this._said = said;
      this._fold.hidden = !keys.length;
      this._rows.replaceChildren(...keys.map((key) => row(key, state.theme)));
    },
  });
})(window.crossbearing);
