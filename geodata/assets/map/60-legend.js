/* The legend: what is on the map now, and nothing else. */
"use strict";
(function (cb) {
  const MOST_ACTORS = 40;
  const HEIGHT_PX = 96; // set here and not in the style sheet, which may come after the first picture

  /* Whether a sign stands for a claim, as geodata/render/text/legend_signs.py has it: an empty choice leaves any. */
  function standsFor([, kinds, polarities, relations], claim) {
    const asked = [[kinds, claim.kind], [polarities, claim.polarity], [relations, claim.relation]];
    return asked.every(([choice, value]) => !choice.length || choice.includes(value));
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
    const pen = canvas.getContext("2d"), look = cb.themes[theme];
    pen.scale(ratio, ratio);
    pen.lineWidth = 1.6;
    pen.strokeStyle = pen.fillStyle = look.ink;
    const ring = (low, high, fill) => {
      pen.beginPath();
      pen.arc(15, 9, high, -0.9, 2.2);
      pen.arc(15, 9, low, 2.2, -0.9, true);
      pen.closePath();
      if (fill) pen.fill();
      pen.stroke();
    };
    const block = (pattern, dash, solid) => {
      pen.globalAlpha = solid;
      pen.fillRect(3, 3, 24, 12);
      pen.globalAlpha = 1;
      if (pattern) {
        pen.fillStyle = cb.pattern(pen, pattern, look.ink);
        pen.fillRect(3, 3, 24, 12);
      }
      pen.setLineDash(dash);
      pen.strokeRect(3, 3, 24, 12);
    };
    if (key === "affirm") ring(3, 8, true);
    else if (key === "deny") {
      ring(3, 8, false);
      pen.beginPath();
      pen.moveTo(17, 11);
      pen.lineTo(20.5, 14);
      pen.stroke();
    } else if (key === "report") ring(5.8, 8, true);
    else if (key === "over") {
      pen.beginPath();
      pen.moveTo(9, 12);
      pen.lineTo(15, 5);
      pen.lineTo(21, 12);
      pen.stroke();
    } else if (key === "band") block(null, [], 0.3);
    else if (key === "zone") block(null, [], 0.07);
    else if (key === "denied") block("hatch", cb.dashes.deny, 0.04);
    else if (key === "passed") block("dots", cb.dashes.report, 0.04);
    else if (key === "outside") {
      pen.beginPath();
      pen.moveTo(3, 13);
      pen.lineTo(27, 13);
      for (let x = 5; x < 27; x += 5) {
        pen.moveTo(x, 13);
        pen.lineTo(x, 6);
      }
      pen.stroke();
    } else if (key === "disc") {
      pen.beginPath();
      pen.arc(15, 9, 7.5, 0, 7);
      pen.fillStyle = look.siteFill;
      pen.fill();
      pen.lineWidth = 1;
      pen.stroke();
      pen.beginPath();
      pen.arc(15, 9, 1.6, 0, 7);
      pen.fillStyle = look.ink;
      pen.fill();
    } else if (key === "conflict") {
      pen.strokeStyle = look.conflict;
      pen.setLineDash([7, 4]);
      pen.beginPath();
      pen.moveTo(2, 9);
      pen.lineTo(28, 9);
      pen.stroke();
    } else if (key === "left" || key === "fits") {
      pen.strokeStyle = pen.fillStyle = look.found;
      if (key === "left") block(null, [6, 4], 0.2);
      else {
        pen.lineWidth = 3.5;
        pen.beginPath();
        pen.moveTo(8, 9);
        pen.lineTo(22, 9);
        pen.moveTo(15, 2);
        pen.lineTo(15, 16);
        pen.stroke();
      }
    } else if (key === "region") {
      pen.setLineDash([2, 3]);
      pen.strokeRect(4, 3, 22, 12);
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
      this._rows.setAttribute("aria-label", "Legend: what is on the map now");
      this._rows.tabIndex = 0; // it scrolls, so the keyboard must reach it
      if (legend) return;
      this._rows.style.height = `${HEIGHT_PX}px`;
      container.style.height = `${height - HEIGHT_PX}px`;
    }

    show(state) {
      this._rows.dataset.theme = state.theme;
      this._rows.replaceChildren();
      const shown = state.claims.filter((claim) => claim.shown && claim.kind !== "none");
      const sign = (key, isThere, words = cb.otherSigns[key]) => {
        if (isThere) row(this._rows, swatch(key, state.theme), words);
      };
      for (const [key, one] of Object.entries(cb.claimSigns)) sign(key, shown.some((claim) => standsFor(one, claim)), one[0]);
      sign("disc", state.sites.some((site) => site.used && site.area >= 0 && !site.region));
      sign("region", state.sites.some((site) => site.region));
      sign("conflict", state.links.length);
      sign("left", state.found && state.found.outer);
      sign("fits", state.found && state.found.marks.length);
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
      if (rest > 0) L.DomUtil.create("div", "cb-row", this._rows).textContent = `and ${rest} more actors`;
    }
  };
})(window.crossbearing);
