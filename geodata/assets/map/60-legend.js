/* The legend: what is on the map now, and nothing else. */
"use strict";
(function (cb) {
  const MOST_ACTORS = 40;
  const HEIGHT_PX = 96; // set here and not in the style sheet, which may come after the first picture

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

  function row(parent, mark, text) {
    const line = L.DomUtil.create("div", "cb-row", parent);
    line.append(mark);
    const words = L.DomUtil.create("bdi", "", line);
    words.textContent = text;
  }

  /* A strip below the map, of one height, so that the map never moves when the legend changes. */
  cb.Legend = class {
    constructor(container, { height, legend }) {
      this._rows = L.DomUtil.create("section", "cb-legend", legend || container.ownerDocument.body);
      this._rows.setAttribute("aria-label", cb.say("legend"));
      this._rows.tabIndex = 0; // it scrolls, so the keyboard must reach it
      if (legend) return;
      this._rows.style.height = `${HEIGHT_PX}px`;
      container.style.height = `${height - HEIGHT_PX}px`;
    }

    show(state) {
      this._rows.dataset.theme = state.theme;
      this._rows.replaceChildren();
      const shown = state.claims.filter((claim) => claim.shown && claim.kind !== "none");
      const { found, links, sites } = state;
      const others = {
        disc: sites.some((site) => site.used && site.area >= 0 && !site.region), region: sites.some((site) => site.region),
        conflict: links.length, left: found && found.outer, fits: found && found.marks.length,
      };
      for (const [key, sign] of Object.entries(cb.style.signs)) {
        const isOfClaims = sign.kinds || sign.polarities || sign.relations;
        const isThere = isOfClaims ? shown.some((claim) => standsFor(sign, claim)) : others[key];
        if (isThere) row(this._rows, swatch(key, state.theme), sign.words);
      }
      this._actors(state, shown);
    }

    _actors(state, shown) {
      const counts = new Map();
      for (const claim of shown) counts.set(claim.actor, (counts.get(claim.actor) || 0) + 1);
      for (const [index, count] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_ACTORS)) {
        const chip = document.createElement("span");
        chip.className = "cb-chip";
        chip.style.background = cb.shade(state.actors[index].color, state.theme);
        row(this._rows, chip, `${state.actors[index].name} ${count}`);
      }
      const rest = counts.size - MOST_ACTORS;
      if (rest > 0) L.DomUtil.create("div", "cb-row", this._rows).textContent = cb.say("moreActors", { count: rest });
    }
  };
})(window.crossbearing);
