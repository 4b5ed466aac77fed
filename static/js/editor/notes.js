// How is a footnote put in, changed and taken out?

import { atomHere, chain, insertAtom } from "./core.js";
import { ask } from "./dialogs.js";
import { byId } from "./page.js";

export function askForFootnote() {
  const dialog = byId("footnote-dialog");
  const here = atomHere("footnote");
  const field = byId("footnote-words");
  field.value = here?.node.attrs.footnote ?? "";
  dialog.querySelector("[value=remove]").hidden = !here;
  ask(dialog, (choice) => {
    const words = field.value.replace(/\s+/g, " ").trim();
    dialog.close();
    if (choice === "remove" || !words) { if (here) chain().deleteSelection().run(); else chain().run(); return; }
    insertAtom("footnote", { footnote: words });
  });
}
