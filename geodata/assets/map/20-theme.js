/* The looks of the map in both themes. Land is quiet, so that claims are what the eye goes to. */
"use strict";
(function (cb) {
  cb.themes = {
    light: {
      land: "#f6f4ef", water: "#d5e2ea", coast: "#b4c5d0", country: "#a69c90", province: "#ddd5ca", river: "#abc8d8",
      town: "#6b665f", townDot: "#9a948b", countryName: "#9b9186", riverName: "#6f97ad", halo: "rgba(250,249,246,0.92)",
      ink: "#1d1b19", siteFill: "rgba(60,56,50,0.07)", siteLine: "rgba(60,56,50,0.65)", paper: "#ffffff", measure: "#8a1159", conflict: "#c04e00", found: "#0b62c4",
    },
    dark: {
      land: "#1f2428", water: "#12181d", coast: "#36434d", country: "#5f6a72", province: "#333c43", river: "#2c4a5c",
      town: "#a3abb1", townDot: "#6d777e", countryName: "#69747c", riverName: "#5c86a0", halo: "rgba(22,27,31,0.9)",
      ink: "#f1f3f4", siteFill: "rgba(230,230,230,0.08)", siteLine: "rgba(225,225,225,0.6)", paper: "#14191d", measure: "#ff8ec7", conflict: "#ff9d5c", found: "#6db3ff",
    },
  };

  /* Names are drawn in what the machine has; nothing is loaded for them. */
  cb.font = (px, weight) => `${weight || 400} ${px}px "Source Sans", "Source Sans 3", "Noto Sans", "Noto Sans Arabic", ` +
    `"Segoe UI", system-ui, sans-serif`;

  const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
  cb.direction = (text) => (RTL.test(text) ? "rtl" : "ltr");

  const shades = new Map();
  /* A side's colour, lighter on the dark map so that it keeps its contrast. */
  cb.shade = function (hex, theme) {
    if (theme !== "dark") return hex;
    if (!shades.has(hex)) {
      const part = (at) => parseInt(hex.slice(at, at + 2), 16);
      const lift = (value) => Math.round(value + (255 - value) * 0.32).toString(16).padStart(2, "0");
      shades.set(hex, `#${lift(part(1))}${lift(part(3))}${lift(part(5))}`);
    }
    return shades.get(hex);
  };

  const patterns = new Map();
  /* Hatchings: what is denied is hatched, what is only passed on is dotted; so neither needs colour to be told. */
  cb.pattern = function (context, name, color) {
    const key = name + color;
    if (!patterns.has(key)) {
      const tile = document.createElement("canvas");
      const size = (tile.width = tile.height = name === "hatch" ? 14 : 10);
      const pen = tile.getContext("2d");
      pen.strokeStyle = pen.fillStyle = color;
      pen.lineWidth = 1.1;
      if (name === "hatch") {
        for (const shift of [-size, 0, size]) {
          pen.beginPath();
          pen.moveTo(shift, size);
          pen.lineTo(shift + size, 0);
          pen.stroke();
        }
      } else {
        pen.beginPath();
        pen.arc(3, 3, 1.1, 0, 7);
        pen.arc(8, 8, 1.1, 0, 7);
        pen.fill();
      }
      patterns.set(key, context.createPattern(tile, "repeat"));
    }
    return patterns.get(key);
  };

  /* Line per polarity. */
  cb.dashes = { affirm: [], deny: [9, 5], report: [1.5, 4.5] };
})(window.crossbearing);
