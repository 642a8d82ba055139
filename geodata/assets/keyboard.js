/* What the keyboard needs beside the browser's own ways. For the app's panels (panel.js) and the page that stands alone
 * (webpage/page.js). */

/* A matrix is one stop of the Tab key; the arrows go from cell to cell. */
function leaveOneTabStop(root) {
  for (const table of root.querySelectorAll(".verdicts table, .heat table")) {
    const buttons = [...table.querySelectorAll("td button")];
    const stop = buttons.find(isOn) || buttons[0];
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  }
}

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

function walk(event) {
  const step = STEPS[event.key], button = event.target.closest("td button[data-value]");
  if (!step || !button || button.tabIndex !== 0) return;
  const { rows } = button.closest("table");
  let row = button.closest("tr").rowIndex + step[0], column = button.closest("td").cellIndex + step[1];
  while (rows[row] && rows[row].cells[column] && !rows[row].cells[column].querySelector("button")) {
    row += step[0];
    column += step[1];
  }
  const other = rows[row] && rows[row].cells[column] && rows[row].cells[column].querySelector("button");
  event.preventDefault();
  if (!other) return;
  [button.tabIndex, other.tabIndex] = [-1, 0];
  other.focus();
}

/* What is wider than its place is scrolled by the arrows, once it has the focus. */
const widths = new ResizeObserver((changed) => {
  for (const { target } of changed) {
    keepInSight(target);
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

function letKeysScroll(root) {
  for (const wide of root.querySelectorAll(".wide")) {
    widths.observe(wide);
    keepInSight(wide);
  }
}

/* What explains a cell makes less room for its matrix: the cell stays in sight. */
function keepInSight(wide) {
  const cell = wide.querySelector("td button[aria-pressed='true']");
  const hidden = cell ? cell.getBoundingClientRect().right - wide.getBoundingClientRect().right : 0;
  if (hidden > 0) wide.scrollLeft += hidden + cell.offsetWidth;
}
