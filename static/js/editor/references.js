// How does a text refer to a table, a figure, a section or a block? By a name that the portal numbers.

import { atomHere, chain, editor, insertAtom } from "./core.js";
import { ask } from "./dialogs.js";
import { addressOf, fetchJson, noList, offer, say } from "./lists.js";
import { byId, words } from "./page.js";
import { save } from "./saving.js";

const KINDS = ["table", "figure", "section", "block"];

export async function askForReference() {
  const dialog = byId("reference-dialog");
  const here = atomHere("crossReference");
  let places = [];
  byId("reference-filter").value = "";
  dialog.querySelector("[value=remove]").hidden = !here;
  say(dialog, "");
  ask(dialog, (choice) => {
    const place = places.find((one) => one.ref === byId("reference-choice").value);
    if (choice !== "remove" && !place) { say(dialog, words.choose); return; }
    dialog.close();
    if (choice === "remove") { if (here) chain().deleteSelection().run(); return; }
    insertAtom("crossReference", { ref: place.ref, label: place.label });
  });
  await save();
  const told = await fetchJson(addressOf("places"));
  if (!told) { say(dialog, noList()); return; }
  places = told.places;
  renumber(places);
  const groups = KINDS.map((kind) => [words[kind], places.filter((one) => one.kind === kind).map((one) => [one.ref, `${one.label} ${one.title}`])]);
  offer(byId("reference-choice"), byId("reference-filter"), groups, here?.node.attrs.ref);
}

// Numbers that moved since the page was opened are written anew.
function renumber(places) {
  const labels = new Map(places.map((one) => [one.ref, one.label]));
  const change = editor.state.tr;
  editor.state.doc.descendants((node, pos) => {
    const label = node.type.name === "crossReference" && labels.get(node.attrs.ref);
    if (label && label !== node.attrs.label) change.setNodeAttribute(pos, "label", label);
  });
  if (change.docChanged) editor.view.dispatch(change.setMeta("addToHistory", false));
}
