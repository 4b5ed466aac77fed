// How is a work cited? Chosen from the plan's bibliography, or added to it without leaving the text.

import { atomHere, chain, insertAtom } from "./core.js";
import { ask } from "./dialogs.js";
import { addressOf, fetchJson, noList, offer, say } from "./lists.js";
import { byId, form, words } from "./page.js";

let known = [];

export async function askForSource() {
  const dialog = byId("source-dialog");
  const here = atomHere("citation");
  byId("source-filter").value = "";
  byId("source-at").value = here?.node.attrs.at ?? "";
  dialog.querySelector("[value=remove]").hidden = !here;
  byId("source-new").open = false;
  say(dialog, "");
  dialog.querySelector("[data-add]").onclick = () => add(dialog);
  ask(dialog, (choice) => answer(dialog, choice, here));
  const told = await fetchJson(addressOf("sources"));
  if (told) known = told.sources; else say(dialog, noList());
  show(here?.node.attrs.source);
}

function show(chosen) {
  const rows = known.map((one) => [one.key, `${one.name}: ${one.text}`]);
  offer(byId("source-choice"), byId("source-filter"), [[words.sources, rows]], chosen);
  if (!known.length) byId("source-new").open = true;
}

function answer(dialog, choice, here) {
  const source = known.find((one) => one.key === byId("source-choice").value);
  if (choice !== "remove" && !source) return say(dialog, words.choose);
  dialog.close();
  if (choice === "remove") { if (here) chain().deleteSelection().run(); return undefined; }
  const at = byId("source-at").value.trim();
  return insertAtom("citation", { source: source.key, at, label: `(${source.name}${at ? `, ${at}` : ""})` });
}

async function add(dialog) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const fields = [...dialog.querySelectorAll("[data-new]")];
  for (const field of fields) body.append(field.dataset.new, field.value);
  let told;
  try {
    const response = await fetch(addressOf("sourceAdd"), { method: "POST", body, headers: { Accept: "application/json" } });
    told = await response.json();
    if (!response.ok) { say(dialog, told.reasons.join(" ")); return; }
  } catch { say(dialog, noList()); return; }
  known = told.sources;
  say(dialog, "");
  for (const field of fields) field.value = "";
  byId("source-filter").value = "";
  byId("source-new").open = false;
  show(told.key);
  byId("source-choice").focus();
}
