/* Show markup that geodata/markup.py wrote, and report which button was pressed.
 *
 * The markup is trusted because markup.py escapes every value that is in it. */
const lastMarkup = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".panel");
  root.dataset.dark = data.dark ? "yes" : "no";
  if (lastMarkup.get(root) !== data.html) {
    lastMarkup.set(root, data.html);
    // A keyboard user stays on the button that was pressed.
    const active = parentElement.activeElement || (root.getRootNode() || document).activeElement;
    const kept = active && active.dataset ? [active.dataset.action, active.dataset.value] : null;
    root.innerHTML = data.html;
    if (kept && kept[0]) {
      const same = [...root.querySelectorAll("button")].find(
        (button) => button.dataset.action === kept[0] && button.dataset.value === kept[1]);
      if (same) same.focus({ preventScroll: true });
    }
  }
  root.onclick = (event) => {
    const button = event.target.closest("button[data-action]");
    if (!button) return;
    const { action, value } = button.dataset;
    // Seen at once; the answer from Python shows the rest.
    if (action === "actor") {
      button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
    }
    setTriggerValue("pressed", { action, value });
  };
}
