/* How things look in both themes: colours, opacities, widths and dashes stand in geodata/assets/map_style.json alone, which
 * geodata/render/map/assets.py puts before this script. */
"use strict";
(function (cb) {
  const style = cb.style;

  const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const halo = (hex) => `rgba(${channels(hex).join()},${style.halo.opacity})`;
  cb.themes = Object.fromEntries(
    Object.entries(style.themes).map(([name, colors]) => [name, { ...colors, halo: halo(colors.halo) }]));

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
      const lift = (value) => Math.round(value + (255 - value) * style.screen.lift_on_dark).toString(16).padStart(2, "0");
      shades.set(hex, `#${channels(hex).map(lift).join("")}`);
    }
    return shades.get(hex);
  };

  const patterns = new Map();
  /* Hatchings: what is denied is hatched, what is only passed on is dotted; so neither needs colour to be told. */
  cb.pattern = function (context, name, color) {
    const key = name + color;
    if (!patterns.has(key)) {
      const tile = document.createElement("canvas"), texture = style.textures[name];
      const side = (tile.width = tile.height = texture.side);
      const pen = tile.getContext("2d");
      pen.strokeStyle = pen.fillStyle = color;
      if (name === "hatch") {
        pen.lineWidth = texture.width;
        for (const shift of [-side, 0, side]) {
          pen.beginPath();
          pen.moveTo(shift, side);
          pen.lineTo(shift + side, 0);
          pen.stroke();
        }
      } else {
        pen.beginPath();
        for (const at of [0.3 * side, 0.8 * side]) pen.arc(at, at, texture.radius, 0, 7);
        pen.fill();
      }
      patterns.set(key, context.createPattern(tile, "repeat"));
    }
    return patterns.get(key);
  };

  /* A look by its name, as a claim of a polarity has it. */
  cb.look = (name, polarity) => ({ ...style.looks[name], ...style.polarities[polarity || "affirm"] });

  /* What to fill a shape with, and its outline: `own` is the colour of a shape whose look leaves it open. */
  cb.strokesOf = function (pen, look, colors, own) {
    const color = colors[look.color] || own;
    const hasTexture = look.texture && look.texture_opacity;
    const flat = hasTexture ? look.fill_under : look.fill;
    const fills = flat ? [{ paint: color, alpha: flat }] : [];
    if (hasTexture) fills.push({ paint: cb.pattern(pen, look.texture, color), alpha: look.texture_opacity });
    const line = look.width && {
      color: look.line_color ? colors[look.line_color] || own : color,
      width: look.width, alpha: look.line ?? 1, dash: look.dash || [],
    };
    return { fills, line };
  };

  /* Draw what `trace` makes of a path that is begun, or a path that is given. */
  cb.draw = function (pen, { fills, line }, path, outline) {
    for (const { paint, alpha } of fills) {
      pen.globalAlpha = alpha;
      pen.fillStyle = paint;
      pen.fill(path, "evenodd");
    }
    if (line) {
      pen.globalAlpha = line.alpha;
      pen.strokeStyle = line.color;
      pen.lineWidth = line.width;
      pen.setLineDash(line.dash);
      pen.stroke(outline || path);
      pen.setLineDash([]);
    }
    pen.globalAlpha = 1;
  };

  /* A line with a lighter one beneath it, so that it is seen on anything. */
  cb.drawOnHalo = function (pen, path, width, halo, strokes) {
    cb.draw(pen, { fills: [], line: { ...strokes.line, color: halo, width } }, path);
    cb.draw(pen, strokes, path);
  };
})(window.crossbearing);
