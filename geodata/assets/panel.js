/* Show markup that the packages geodata.render.html and geodata.app.html wrote, and report which button was pressed.
 *
 * The markup is trusted because markup escapes every value that is in it. */
const lastMarkup = new WeakMap();
/* What a reader has folded or unfolded stays so: name of the fold -> whether it is open. */
const folds = new Map();
const keepFold = ({ target }) => target.dataset.fold && folds.set(target.dataset.fold, target.open);
/* What opened the explanation of a pair: there the focus goes back to, and there it stays on the screen while all around it
 * gets narrower or wider. */
let opener = null;
/* Until when the map is kept above the sheet that an address brought (beASheet): the page around it is still coming. */
let aboveUntil = 0;
const mapFrame = () => document.querySelector("iframe[title^='streamlit_folium']:not(.st-key-where *)");
const stays = new ResizeObserver(() => {
  const button = opener && performance.now() < opener.until && find(opener.root, opener.dataset);
  if (button) document.querySelector("[data-testid='stMain']").scrollTop += button.getBoundingClientRect().top - opener.top;
});
function hold(root, button) {
  const { top, height } = button.getBoundingClientRect();
  // Where the explanation lies at the lower edge (page.css), what was pressed is above it.
  const lowest = matchMedia("(max-width: 1100px)").matches ? innerHeight * 0.44 - height : Infinity;
  opener = { root, dataset: { ...button.dataset }, top: Math.min(top, lowest), until: performance.now() + 3000 };
  stays.observe(document.querySelector(".stMainBlockContainer"));
}
/* Whoever scrolls meanwhile is not held. */
for (const kind of ["wheel", "touchmove"]) window.addEventListener(kind, () => { if (opener) opener.until = 0; }, { passive: true });
for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) window.addEventListener(kind, () => { aboveUntil = 0; }, { passive: true });
/* Light or dark as Streamlit's page is, which turns with the reader's machine and asks no Python. */
const app = document.querySelector("[data-testid='stApp']");
const asThePage = (root) => { root.dataset.dark = getComputedStyle(app).colorScheme === "dark" ? "yes" : "no"; };
new MutationObserver(() => shown.forEach(asThePage)).observe(app, { attributeFilter: ["class"] });
/* Where the page begins beside the filters: what lies at the lower edge of the window (page.css) begins there. */
new ResizeObserver(([{ target }]) => app.style.setProperty("--main-left", `${target.getBoundingClientRect().left}px`)).observe(
  document.querySelector("[data-testid='stMain']"));
/* Number of the last press of an actor, for the whole page: Streamlit may make the panel's elements anew. */
const lastPress = () => window.crossbearingPress || 0;

/* geodata/render/map/assets.py puts the style, toggles.js and keyboard.js before this script; all panels share one sheet. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

export function show(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".panel");
  const scope = root.getRootNode();
  if (!scope.adoptedStyleSheets.includes(sheet)) scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
  asThePage(root);
  // An answer to an earlier press would undo the later ones, whose answer is under way.
  const isCurrent = data.press >= lastPress() || !root.hasChildNodes();
  if (isCurrent && lastMarkup.get(root) !== data.html) {
    const before = lastMarkup.get(root);
    lastMarkup.set(root, data.html);
    // A keyboard user stays on the button that was pressed.
    const active = parentElement.activeElement || (root.getRootNode() || document).activeElement;
    const kept = active && active.dataset && active.dataset.action ? active : null;
    if (!replaceCells(root, before, data.html)) {
      root.innerHTML = data.html;
      for (const fold of root.querySelectorAll("details[data-fold]")) fold.open = folds.get(fold.dataset.fold) ?? fold.open;
    }
    if (data.press < lastPress() && window.crossbearingOn) {
      for (const button of root.querySelectorAll("button[data-action='actor']")) {
        turn(button, window.crossbearingOn.has(button.dataset.value));
      }
    }
    leaveOneTabStop(root);
    letKeysScroll(root);
    letTimeMove(root);
    // What a press asked for comes into view.
    const asked = root.querySelector(data.press ? "[data-reveal]" : "[data-reveal='answer']");
    if (asked) asked.scrollIntoView({ block: "nearest" });
    if (kept) focusOn(root, kept.dataset, { preventScroll: true });
  }
  beASheet(root, data.press);
  if (data.focus && isCurrent) focusOn(root, data.focus);
  for (const other of shown) if (!other.isConnected) shown.delete(other);
  shown.add(root);
  // An answer that comes between pressing and letting go puts a new button under the pointer, and no click follows.
  root.onpointerdown = (event) => { window.crossbearingHeld = event.target.closest("button[data-action]"); };
  root.onpointerup = (event) => {
    const button = event.target.closest("button[data-action]");
    const held = window.crossbearingHeld;
    if (button && held && button !== held && !held.isConnected && isSame(button, held)) press(button);
    window.crossbearingHeld = null;
  };
  root.addEventListener("toggle", keepFold, true); // it does not rise, but it comes down
  for (const kind of ["pointerover", "focusin"]) root.addEventListener(kind, name);
  root.addEventListener("keydown", walk);
  root.onclick = (event) => {
    const button = event.target.closest("[data-action]"); // or a bar in a picture
    if (button) press(button);
    if (event.target.closest("button[data-share]")) share(root);
  };

  if (data.hears) hear(({ action, value, number }) => {
    window.crossbearingPress = Math.max(number, lastPress());
    setTriggerValue("pressed", { action, value, number, on: [] });
  });

  function press(button) {
    const { action, value } = button.dataset;
    const number = Math.max(Date.now(), lastPress() + 1);
    // Seen at once, here and on the map; the answer from Python brings the rest.
    const switched = switchActors(root, button);
    if (switched) {
      window.crossbearingPress = number;
      lastMarkup.delete(root); // what stands here is no longer what Python wrote
      tellMap(root, number);
    } else if (button.classList.contains("toggle")) turn(button, !isOn(button));
    if (action === "judge" && !button.closest(".pair")) hold(root, button);
    const from = action === "close" && opener && find(opener.root, opener.dataset);
    if (from) {
      hold(opener.root, from);
      from.focus({ preventScroll: true });
    }
    // All that is on, not only what was pressed: of two quick presses Streamlit may pass on the last alone.
    setTriggerValue("pressed", { action, value, number, on: switched ? actorsOn(root) : [] });
  }
}

/* What can be closed may be a sheet over the page (page.css, in a narrow window): the map that it is about is above it. */
function beASheet(root, press) {
  const place = (root.getRootNode().host || root).closest("[data-testid='stElementContainer']");
  const isSheet = Boolean(root.querySelector("button[data-action='close']")), isNew = isSheet && !place.dataset.sheet;
  if (isSheet) place.dataset.sheet = "yes";
  else delete place.dataset.sheet;
  if (!isNew || getComputedStyle(place).position !== "fixed") return;
  mapFrame()?.scrollIntoView({ block: "start" });
  if (press) return;
  aboveUntil = performance.now() + 20000;
  // An observer is not told of a page that Streamlit puts in the place of the first one, nor of what grows above the map
  // while something else shrinks.
  const again = setInterval(() => {
    if (performance.now() < aboveUntil) mapFrame()?.scrollIntoView({ block: "start" });
    else clearInterval(again);
  }, 200);
}

/* Replace only the table cells that differ, and say whether that was all: a matrix has thousands, and one assumption
 * changes few. */
function replaceCells(root, before, after) {
  if (before === undefined) return false;
  const olds = inCells(before), news = inCells(after), isCell = (piece) => piece.startsWith("<td");
  if (olds.length !== news.length) return false;
  const differ = [...news.keys()].filter((index) => olds[index] !== news[index]);
  if (!differ.every((index) => isCell(olds[index]) && isCell(news[index]))) return false;
  const cells = root.querySelectorAll("td"), numbers = new Map();
  news.forEach((piece, index) => { if (isCell(piece)) numbers.set(index, numbers.size); });
  for (const index of differ) cells[numbers.get(index)].outerHTML = news[index];
  return true;
}

/* The markup as its cells and what stands between them; no cell has a table in it. */
const inCells = (html) => html.split(/(?=<td[ >])|(?<=<\/td>)/);

/* Copy the address, and say what it holds; a browser that does not let us gets it chosen for a copy by hand. */
async function share(root) {
  const said = root.querySelector(".shared > div"), [done, asked] = said.querySelectorAll("strong, label");
  const address = window.location.href;
  // Streamlit's page may have another window's leave; what is refused is an answer, too.
  const isCopied = await Promise.resolve().then(() => navigator.clipboard.writeText(address)).then(() => true, () => false);
  [said.hidden, done.hidden, asked.hidden] = [false, !isCopied, isCopied];
  if (isCopied) return;
  const field = asked.querySelector("input");
  field.value = address;
  field.focus();
  field.select();
}

/* The first stop of the Tab key leads past the menu and the filters. */
function offerSkipping() {
  const link = document.createElement("a");
  link.id = "crossbearing-skip";
  link.href = "#";
  link.onfocus = () => { link.textContent = mapFrame() ? WORDS.skipToMap : WORDS.skipToMain; };
  link.onfocus();
  link.onclick = (event) => {
    event.preventDefault();
    const target = mapFrame() ? mapFrame().contentDocument.getElementById("map_div") : document.querySelector("[data-testid='stMain']");
    if (!mapFrame()) target.tabIndex = -1;
    target.scrollIntoView({ block: "nearest" });
    target.focus();
  };
  document.body.prepend(link);
}
offerSkipping();

/* Escape puts the tool down, else closes the card. */
const shown = new Set();
window.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const all = (selector) => [...shown].filter((root) => root.isConnected).flatMap((root) => [...root.querySelectorAll(selector)]);
  const button = [...all("button[data-action='tool']"), ...all("button[data-action='close']")][0];
  if (button) button.click();
});

/* Which claims a cell of a matrix is about, once it is looked at: spelt out in a thousand cells it would be slow. */
function name(event) {
  const cell = event.target.closest("td:has(button[data-value])");
  if (!cell || !cell.closest(".verdicts") || cell.firstElementChild.title) return;
  const heads = [cell.parentElement.cells[0], cell.closest("table").rows[0].cells[cell.cellIndex]];
  cell.firstElementChild.title = heads.map((head) => head.title).join("\n");
}

/* One listener for all that the map's frame tells, and the panel that passes it on. */
function hear(pass) {
  if (!window.crossbearingPass) {
    window.addEventListener("message", ({ data, origin }) => {
      if (origin === window.location.origin && data && data.type === "crossbearing:map") window.crossbearingPass(data);
    });
  }
  window.crossbearingPass = pass;
}

const isSame = (one, other) =>
  one.dataset.action === other.dataset.action && one.dataset.value === other.dataset.value;

const find = (root, dataset) => [...root.querySelectorAll("button")].find((button) => isSame(button, { dataset }));

function focusOn(root, dataset, how) {
  const wanted = find(root, dataset);
  if (wanted) wanted.focus(how);
}

function tellMap(root, number) {
  const on = actorsOn(root);
  window.crossbearingOn = new Set(on);
  for (const frame of document.querySelectorAll("iframe[title^='streamlit_folium']")) {
    frame.contentWindow.postMessage({ type: "crossbearing:actors", on, press: number }, window.location.origin);
  }
}
