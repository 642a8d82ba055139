/* Toggles of actors: alone, a side at a time, all at once. For the app's panels (panel.js) and the page that stands
 * alone (webpage/page.js); the markup is geodata.render.html.toggles. */
const isOn = (button) => button.getAttribute("aria-pressed") === "true";
const turn = (button, on) => button.setAttribute("aria-pressed", String(on));

const actorsIn = (element) => [...element.querySelectorAll("button[data-action='actor']")];

/* Turn the toggles that a button stands for; true if it stands for any. */
function switchActors(root, button) {
  const { action, value } = button.dataset, side = button.closest(".side");
  if (action === "actor") turn(button, !isOn(button));
  else if (action === "actors") actorsIn(root).forEach((other) => turn(other, value === "all"));
  else if (action === "only") actorsIn(root).forEach((other) => turn(other, side.contains(other)));
  else if (action === "side") {
    const members = actorsIn(side), on = !members.every(isOn);
    members.forEach((member) => turn(member, on));
  } else return false;
  for (const head of root.querySelectorAll("button[data-action='side']")) {
    const members = actorsIn(head.closest(".side"));
    head.setAttribute("aria-pressed", members.every(isOn) ? "true" : members.some(isOn) ? "mixed" : "false");
  }
  return true;
}

function actorsOn(root) {
  return actorsIn(root).filter(isOn).map((button) => button.dataset.value);
}
