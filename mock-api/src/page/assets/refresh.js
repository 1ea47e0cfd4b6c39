// Refreshes the list of requests while the page is open. The page works without this script. A checkbox switches it off.
"use strict";

(() => {
  const part = document.getElementById("requests");
  if (!part) return;
  const pause = Number(part.dataset.refresh);
  const memory = "refresh-requests";

  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = recall() !== "off";
  const label = document.createElement("label");
  label.className = "refresh";
  label.append(box, ` Refresh every ${pause / 1000} seconds`);
  part.before(label);
  box.addEventListener("change", () => remember(box.checked ? "on" : "off"));

  function recall() {
    try {
      return localStorage.getItem(memory);
    } catch {
      return null;
    }
  }

  function remember(choice) {
    try {
      localStorage.setItem(memory, choice);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }

  // A focus or a selection in the list pauses the refresh.
  function isInUse() {
    const selection = document.getSelection();
    const isSelecting = selection && !selection.isCollapsed && part.contains(selection.anchorNode);
    return document.hidden || part.contains(document.activeElement) || isSelecting;
  }

  async function refresh() {
    if (!box.checked || isInUse()) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("requests");
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
  }

  setInterval(() => refresh().catch(() => {}), pause);
})();
