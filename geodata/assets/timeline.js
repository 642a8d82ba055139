/* The head of a timeline takes the wheel, fingers and keys. What they ask for is seen at once; Python draws it anew when
 * they rest. The markup is geodata.render.html.timeline_plot. */
const REST_MS = 180, STEP_MS = 900, LEAST_DRAG_PX = 4;
/* The timeline that is played, by the panel that shows it. */
let played = null;

function letTimeMove(root) {
  const timeline = root.querySelector(".timeline"), head = timeline && timeline.querySelector("svg.hist");
  if (!head || head.dataset.moves) return;
  head.dataset.moves = "yes";
  const axis = [Number(timeline.dataset.first), Number(timeline.dataset.last)], height = Number(head.dataset.height);
  const fingers = new Map(), drawn = head.querySelector(".drawn");
  let view = axis, held = null, rest = 0;

  const shareAt = (x) => (x - head.getBoundingClientRect().left) / head.getBoundingClientRect().width;
  const timeAt = (share) => view[0] + share * (view[1] - view[0]);
  function tell(action, ends) {
    const button = timeline.querySelector(`button[data-action='${action}'][hidden]`);
    button.dataset.value = ends.map(Math.round).join(";");
    button.click();
  }
  function look(ends) {
    view = ends;
    const length = ends[1] - ends[0], scale = (axis[1] - axis[0]) / length, shift = (axis[0] - ends[0]) / length;
    timeline.classList.add("moving");
    for (const part of timeline.querySelectorAll("g.moves")) part.style.transform = `translateX(${shift * 100}%) scaleX(${scale})`;
    clearTimeout(rest);
    rest = setTimeout(() => tell("time-view", view), REST_MS);
  }
  function zoom(factor, share = 0.5) {
    const at = timeAt(share);
    look([at - (at - view[0]) * factor, at + (view[1] - at) * factor]);
  }
  const move = (share) => look(view.map((end) => end + share * (view[1] - view[0])));

  timeline.addEventListener("wheel", (event) => {
    const isOnHead = event.target.closest("svg.hist");
    if (!isOnHead && !(event.ctrlKey && event.target.closest("svg.plot"))) return;
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) move(event.deltaX / head.clientWidth);
    else zoom(Math.exp(event.deltaY * 0.002), shareAt(event.clientX));
  }, { passive: false });
  timeline.addEventListener("keydown", (event) => {
    if (!event.target.closest(".time-tools")) return;
    const does = { "+": () => zoom(0.5), "-": () => zoom(2), ArrowLeft: () => move(-0.2), ArrowRight: () => move(0.2) }[event.key];
    if (does) {
      event.preventDefault();
      does();
    }
  });
  head.addEventListener("pointerdown", (event) => {
    head.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event.clientX);
    const isBrush = event.clientY - head.getBoundingClientRect().top <= height;
    held = { x: event.clientX, view, isBrush, spread: spread() };
  });
  head.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, event.clientX);
    if (fingers.size === 2) {
      held.isBrush = false;
      const [one, other] = [...fingers.values()], factor = held.spread / Math.max(spread(), 1), at = held.view;
      const middle = at[0] + shareAt((one + other) / 2) * (at[1] - at[0]);
      look([middle - (middle - at[0]) * factor, middle + (at[1] - middle) * factor]);
    } else if (!held.isBrush) {
      const by = (held.x - event.clientX) / head.clientWidth * (held.view[1] - held.view[0]);
      look(held.view.map((end) => end + by));
    } else {
      const [from, to] = [held.x, event.clientX].map(shareAt).sort((a, b) => a - b);
      drawn.setAttribute("x", `${from * 100}%`);
      drawn.setAttribute("width", `${(to - from) * 100}%`);
    }
  });
  for (const kind of ["pointerup", "pointercancel"]) head.addEventListener(kind, (event) => {
    if (!fingers.delete(event.pointerId)) return;
    if (held.isBrush && kind === "pointerup" && Math.abs(event.clientX - held.x) >= LEAST_DRAG_PX) {
      tell("time-brush", [held.x, event.clientX].map((x) => timeAt(shareAt(x))).sort((a, b) => a - b));
    } else drawn.setAttribute("width", 0);
    held = { ...held, x: [...fingers.values()][0], view, isBrush: false, spread: spread() };
  });
  function spread() {
    const [one, other] = [...fingers.values()];
    return other === undefined ? 1 : Math.abs(one - other);
  }
  const play = timeline.querySelector("button[data-play]");
  const step = () => timeline.querySelector("button[data-action='time-step'][data-value='later']");
  function showPlayed() {
    turn(play, played === root);
    play.textContent = played === root ? WORDS.stop : WORDS.play;
  }
  play.onclick = () => {
    played = played === root ? null : root;
    showPlayed();
    if (played) step().click();
  };
  if (played === root && step().disabled) played = null;
  showPlayed();
  // The next step waits for the answer to the last one: this runs with each.
  if (played === root) setTimeout(() => played === root && head.isConnected && step().click(), STEP_MS);
}
