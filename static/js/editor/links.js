// How is a link set or removed?

import { chain, editor } from "./core.js";
import { ask } from "./dialogs.js";
import { byId } from "./page.js";

export function askForLink() {
  const dialog = byId("link-dialog");
  byId("link-href").value = editor.getAttributes("link").href ?? "";
  ask(dialog, (choice) => {
    const href = byId("link-href").value.trim();
    dialog.close();
    if (choice === "remove" || !href) chain().extendMarkRange("link").unsetLink().run();
    else chain().extendMarkRange("link").setLink({ href }).run();
  });
}
