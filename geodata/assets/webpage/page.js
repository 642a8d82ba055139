/* The page that stands alone: the map of the app with the case inside the file, and no server behind it.
 *
 * The markup is geodata.render.html's, which escapes every value in it; nothing here makes markup from text. */
"use strict";
(function (cb) {
  const byId = (id) => document.getElementById(id);
  const read = (name) => JSON.parse(byId(`data-${name}`).textContent);
  const filters = byId("filters"), card = byId("card"), status = byId("shown"), empty = card.firstElementChild;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const narrow = window.matchMedia("(max-width: 700px)");
  const view = read("view"), tiles = read("tiles");
  const unlocated = new Set(view.unlocated);
  const rows = [...document.querySelectorAll("li[data-actor]")];
  const entries = rows.filter((row) => row.dataset.claim);
  const folds = [...document.querySelectorAll(".fold")];
  const entryOf = new Map(entries.map((row) => [row.dataset.claim, row]));

  cb.source = {
    drawing: async () => read("drawing"),
    // The whole world is there from afar, so that some tile above always is.
    tile: async (z, x, y) => {
      while (!tiles[`${z}/${x}/${y}`]) [z, x, y] = [z - 1, x >> 1, y >> 1];
      return { data: tiles[`${z}/${x}/${y}`], z, x, y };
    },
  };

  // Nothing is measured here, so claims are all that can be chosen on the map: one with those beside it, or these alone.
  let here = [];
  cb.tell = (action, value) => {
    let id;
    [id, ...here] = value.split(" ");
    if (!id && here.length) listHere();
    else showCard(id);
  };

  function start() {
    document.documentElement.classList.remove("no-js");
    for (const fold of [filters, ...folds]) fold.open = !narrow.matches;
    const [[south, west], [north, east]] = view.bounds;
    const map = L.map("map_div", {
      center: [(south + north) / 2, (west + east) / 2], zoom: 7, minZoom: 2, maxZoom: 19, zoomSnap: 0.25, zoomDelta: 0.5,
      wheelPxPerZoomLevel: 120, fadeAnimation: false, scrollWheelZoom: false,
    });
    // A wheel over the map scrolls the page, until the map has been clicked.
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    cb.attach(map, { bounds: view.bounds });
    return cb.client.show({
      data: "", shown: view.shown, passing: view.shown, press: 0, selected: null, theme: "light", base: "own", online: null,
      tool: "", measure: null, links: [], credit: view.credit,
    });
  }

  const state = () => cb.client.overlay._state;

  function setTheme(theme) {
    document.body.dataset.dark = theme === "dark" ? "yes" : "no";
    if (!state()) return;
    state().theme = cb.client.map.getContainer().dataset.theme = theme;
    cb.client.base.setTheme(theme);
    cb.client.draw(state());
  }

  let onScreen = null; // while the page is printed: the view to come back to
  // Paper is light.
  const systemTheme = () => setTheme(dark.matches && !onScreen ? "dark" : "light");

  /* -- actors ------------------------------------------------------------------------------------------------------ */

  function applyActors() {
    const on = new Set(actorsOn(filters));
    if (state()) cb.client.switchActors({ on: [...on], press: cb.press || 0 });
    for (const row of rows) row.hidden = !on.has(row.dataset.actor);
    sayShown();
  }

  function sayShown() {
    const shown = entries.filter((row) => !row.hidden);
    const off = shown.filter((row) => unlocated.has(row.dataset.claim)).length;
    const [many, without] = [shown.length, off].map((count) => count.toLocaleString("en"));
    const said = { shown: many, claims: view.claims, without };
    status.textContent = `${cb.say(!off ? "shown" : shown.length === 1 ? "oneWithoutPlace" : "shownWithoutPlace", said)}.`;
  }

  /* A claim that is asked for is shown, whoever was switched off. */
  function switchOn(actor) {
    const button = [...filters.querySelectorAll("button[data-action='actor']")].find((one) => one.dataset.value === actor);
    if (!button || isOn(button)) return;
    switchActors(filters, button);
    applyActors();
  }

  /* -- one claim --------------------------------------------------------------------------------------------------- */

  function select(id) {
    if (state()) {
      state().selected = id;
      cb.client.draw(state());
      if (id) cb.client.reveal(state());
    }
    showCard(id);
  }

  /* Everything that is known of a claim. Of very many it is not read before it is asked for: see markup.entry. */
  function articleOf(id) {
    const row = entryOf.get(id);
    const unread = row && row.querySelector("noscript");
    if (unread) {
      const read = document.createElement("template");
      read.innerHTML = unread.textContent; // the page's own markup, from inside the file
      unread.replaceWith(read.content);
    }
    return row ? row.querySelector("article") : null;
  }

  function showCard(id) {
    const article = articleOf(id);
    cb.client.selected = article ? id : null;
    if (!article) {
      card.replaceChildren(empty);
      return;
    }
    const copy = article.cloneNode(true);
    copy.removeAttribute("id");
    copy.className = "card";
    copy.style.setProperty("--side", copy.querySelector(".chip").style.backgroundColor);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "small close";
    close.dataset.action = "close";
    close.textContent = cb.say("close");
    copy.prepend(close);
    if (here.length > 1 && here.includes(id)) copy.querySelector("h3").after(pressed("here", "", cb.say("oneOfHere", { count: here.length })));
    card.replaceChildren(copy);
    card.scrollTop = 0;
  }

  function pressed(action, value, ...inside) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: action === "here" ? "small" : "claim" });
    Object.assign(button.dataset, { action, value });
    button.append(...inside);
    return button;
  }

  /* All claims that one press on the map was on, by their lines in the list below. */
  function listHere() {
    const list = document.createElement("ul"), title = document.createElement("h3");
    title.textContent = cb.say("claimsHere", { count: here.length });
    list.className = "claims";
    for (const id of here.filter((one) => entryOf.has(one))) {
      const row = document.createElement("li"), line = document.createElement("span");
      line.append(...[...entryOf.get(id).querySelector("summary").childNodes].map((node) => node.cloneNode(true)));
      row.append(pressed("claim", id, line));
      list.append(row);
    }
    card.replaceChildren(title, list);
    card.scrollTop = 0;
  }

  /* Open what an address names, and all that it is folded into. */
  function follow(hash) {
    const name = hash.slice(1);
    const claim = name.startsWith("claim-") ? name.slice("claim-".length) : null;
    const target = claim ? articleOf(claim) : byId(name);
    if (!target) return;
    const row = target.closest("li[data-claim]");
    if (row) switchOn(row.dataset.actor);
    const fold = target.querySelector(":scope > .fold");
    if (fold) fold.open = true;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView({ block: "nearest" });
    if (claim) select(claim);
  }

  function judge(value) {
    const pair = byId(`pair-${value.split(" ").sort().join("--")}`);
    if (pair) window.location.hash = pair.id;
    else {
      const [first, second] = value.split(" ");
      byId("judged").textContent = cb.say("pairNotInFile", { first, second });
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    // The same address again is no change of it, and yet a wish to see it.
    if (link && link.hash && link.hash === window.location.hash) follow(link.hash);
    const button = event.target.closest("[data-action]"); // or a bar of the timeline
    if (!button) return;
    const { action, value } = button.dataset;
    if (switchActors(filters, button)) applyActors();
    else if (action === "claim") showOnMap(value);
    else if (action === "close") select(null);
    else if (action === "here") {
      select(null);
      listHere();
    }
    else if (action === "judge") judge(value);
  });

  function showOnMap(id) {
    if (!entryOf.has(id)) {
      status.textContent = cb.say("notInFile", { id });
      return;
    }
    switchOn(entryOf.get(id).dataset.actor);
    select(id);
    byId("map").scrollIntoView({ block: "start" });
  }

  /* -- paper ------------------------------------------------------------------------------------------------------- */

  function resize(width, height) {
    const { map } = cb.client;
    Object.assign(map.getContainer().style, { width, height });
    map.invalidateSize({ animate: false });
  }

  window.addEventListener("beforeprint", () => {
    const { map, labels } = cb.client;
    onScreen = [map.getCenter(), map.getZoom()];
    const bounds = map.getBounds();
    systemTheme();
    resize("680px", "470px");
    map.fitBounds(bounds, { animate: false });
    labels.redraw();
  });
  window.addEventListener("afterprint", () => {
    const kept = onScreen;
    onScreen = null;
    systemTheme();
    resize("", "");
    cb.client.map.setView(...kept, { animate: false });
  });

  leaveOneTabStop(document);
  letKeysScroll(document);
  document.addEventListener("keydown", walk);
  start().then(() => {
    systemTheme();
    follow(window.location.hash);
  });
  byId("claims").addEventListener("toggle", (event) => {
    const row = event.target.parentElement;
    if (event.target.open && row.dataset.claim) articleOf(row.dataset.claim);
  }, true); // a toggle does not rise, but it comes down
  dark.addEventListener("change", systemTheme);
  window.addEventListener("hashchange", () => follow(window.location.hash));
})(window.crossbearing);
