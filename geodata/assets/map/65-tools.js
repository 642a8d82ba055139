/* Buttons that lie on the map: what a press on it does, whether contradictions are drawn, and back to all claims. */
"use strict";
(function (cb) {
  /* Drawn for a square of 24. */
  const ICONS = {
    fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    ruler: "M3 16 16 3l5 5L8 21ZM6.5 12.5l2 2M9.5 9.5l3 3M12.5 6.5l2 2",
    ring: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18ZM12 11a1 1 0 1 0 0 2a1 1 0 1 0 0-2ZM13 12h8",
    trial: "M6 15a3 3 0 1 0 0 6a3 3 0 1 0 0-6ZM6 11.5C6 6 10 4 19 5M15.5 2 19 5l-3 3.5",
    place: "M12 21.5C8 16.5 5 13 5 9.5a7 7 0 0 1 14 0c0 3.5-3 7-7 12ZM12 6.5v6M9 9.5h6",
    links: "M5 15a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5ZM19 15a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5ZM5 12.5C7 5.5 17 5.5 19 12.5M9.5 4.5l5 5M14.5 4.5l-5 5",
  };
  const SVG = "http://www.w3.org/2000/svg";

  /* A bar of buttons: for each name of an icon what it is called; `press` is given the name. */
  function bar(names, press) {
    const box = L.DomUtil.create("div", "leaflet-bar cb-bar");
    for (const [name, title] of Object.entries(names)) {
      const button = L.DomUtil.create("button", `cb-${name}`, box);
      Object.assign(button, { type: "button", title, onclick: () => press(name) });
      button.setAttribute("aria-label", title);
      const icon = document.createElementNS(SVG, "svg"), path = document.createElementNS(SVG, "path");
      icon.setAttribute("viewBox", "0 0 24 24");
      icon.setAttribute("aria-hidden", "true");
      path.setAttribute("d", ICONS[name]);
      icon.append(path);
      button.append(icon);
    }
    L.DomEvent.disableClickPropagation(box);
    return box;
  }

  const turn = (button, isOn) => button.setAttribute("aria-pressed", String(isOn));

  cb.fitControl = function (fit) {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => bar({ fit: cb.say("fit") }, fit);
    return control;
  };

  cb.ToolBar = L.Control.extend({
    options: { position: "topright" },

    /* `names`: of each tool, and of the switch of contradictions; `press` is given what was pressed. */
    initialize({ links, ...tools }, press) {
      [this._tools, this._links, this._press] = [tools, links, press];
    },

    onAdd() {
      const box = L.DomUtil.create("div", "cb-tools"), tools = bar(this._tools, this._press);
      tools.setAttribute("role", "group");
      tools.setAttribute("aria-label", cb.say("tools"));
      box.append(tools, bar({ links: this._links }, this._press));
      return (this._box = box);
    },

    show(tool, hasLinks) {
      for (const name of Object.keys(this._tools)) turn(this._box.querySelector(`.cb-${name}`), name === tool);
      turn(this._box.querySelector(".cb-links"), hasLinks);
    },
  });
})(window.crossbearing);
