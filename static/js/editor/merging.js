// What does a writer see when two texts meet? Both, with a door to merging them piece by piece.

import { byId } from "./page.js";

export function showConflict(answer, choose) {
  const panel = byId("editor-conflict");
  const head = panel.querySelector("[data-said]");
  head.textContent = head.dataset.said.replace("{who}", answer.by).replace("{when}", answer.when);
  panel.querySelector("[data-theirs]").innerHTML = answer.theirs;  // sanitised by the server when it was saved
  panel.querySelector("[data-merge]").href = answer.merge;
  const again = !panel.hidden;
  panel.hidden = false;
  if (!again) panel.scrollIntoView({ block: "center" });
  panel.onclick = (event) => {
    const choice = event.target.closest("[data-conflict]")?.dataset.conflict;
    if (!choice) return;
    panel.hidden = true;
    choose(choice);
  };
}
