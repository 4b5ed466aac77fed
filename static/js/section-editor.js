// How is a section written? An editor over the plain field, saved every few seconds, kept on the device meanwhile.

import { startEditor } from "./editor/core.js";
import { keymap } from "./editor/keys.js";
import { box, field, locked, tell, words } from "./editor/page.js";
import { pasted } from "./editor/paste.js";
import { startOffline } from "./editor/offline.js";
import { startPen } from "./editor/pen.js";
import { changed, restore, save, settle } from "./editor/saving.js";
import { doVerb, open, showState } from "./editor/toolbar.js";

try {
  await restore();
  await startEditor({
    changed(html) { field.value = html; changed(); },
    moved: showState,
    files: pasted,
    open,
    keys: keymap(doVerb, save),
  });
  settle();
  if (!locked()) box.querySelector(".toolbar").hidden = false;
} catch (error) {
  console.error(error);
  tell(words.failed, "off");
}
startPen();
startOffline();
