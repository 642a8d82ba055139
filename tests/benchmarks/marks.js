/* Put into every frame of a measured page before its own scripts. All times are milliseconds of
 * performance.timeOrigin + performance.now(), which frames of one page share.
 *
 * "Painted" is the first task after the next animation frame: the frame with the change has then been put together
 * by the page, pixels of a canvas included. What the compositor still does with it is not counted, for either app. */
"use strict";
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const marks = (top.benchmarkMarks = top.benchmarkMarks || { clicks: [], drawn: [] });
  const painted = () => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => marks.drawn.push(now());
    channel.port2.postMessage(null);
  });

  if (top === window) {
    addEventListener("click", (event) => { if (event.isTrusted) marks.clicks.push(now()); }, true);
    addEventListener("keydown", (event) => {
      if (event.isTrusted && event.key === "Enter") marks.clicks.push(now());
    }, true);
    return;
  }
  // Ours says when it has drawn.
  addEventListener("crossbearing:drawn", painted);
  // The naive map's dots are paths in the overlay pane; they all come and go within one task.
  const observer = new MutationObserver((mutations) => {
    if (mutations.some(({ target }) => target.nodeName === "g" && target.closest(".leaflet-overlay-pane"))) painted();
  });
  const watch = () => observer.observe(document, { childList: true, subtree: true });
  watch();
  // A new frame keeps its window from the empty document it begins with, so this script does not run again.
  addEventListener("DOMContentLoaded", watch);
})();
