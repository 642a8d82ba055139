/* Toggles of actors: alone, a side at a time, all at once. For the app's panels (panel.js) and the page that stands
 * alone (webpage/page.js); the markup is geodata.render.html.toggles. */
const isOn = (button) => button.getAttribute("aria-pressed") === "true";
const turn = (button, on) => button.setAttribute("aria-pressed", String(on));

/* Turn the toggles that a button stands for; true if it stands for any. */
function switchActors(root, button) {
  const { action, value } = button.dataset;
  const all = [...root.querySelectorAll("button[data-action='actor']")];
  if (action === "actor") turn(button, !isOn(button));
  else if (action === "actors") all.forEach((other) => turn(other, value === "all"));
  else if (action === "side") {
    const members = [...button.parentElement.querySelectorAll("button[data-action='actor']")];
    const on = !members.every(isOn);
    members.forEach((member) => turn(member, on));
  } else return false;
  for (const head of root.querySelectorAll("button[data-action='side']")) {
    turn(head, [...head.parentElement.querySelectorAll("button[data-action='actor']")].every(isOn));
  }
  return true;
}

function actorsOn(root) {
  return [...root.querySelectorAll("button[data-action='actor']")].filter(isOn).map((button) => button.dataset.value);
}
