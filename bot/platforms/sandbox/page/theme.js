// Runs before the first paint, so that a chosen theme does not flash. An ES module would come too late.
"use strict";

(() => {
  try {
    const chosen = localStorage.getItem("carecircle.theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage may be off; the system's own setting is used then.
  }
})();
