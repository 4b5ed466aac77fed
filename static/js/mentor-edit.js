// How does a mentor edit a copy? The editor over the plain field, saved while typing and with the button.

import { chain, editor, startEditor } from "./editor/core.js";
import { box, field, form, tell, tellCount, words } from "./editor/page.js";

const SAVE_AFTER = 2500;
let timer = 0;
let saved = field.value;

async function save() {
  const html = field.value;
  if (html === saved) return;
  tell(words.saving);
  try {
    const response = await fetch(form.action || location.href, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error",
    });
    const answer = await response.json();
    if (!response.ok) { tell((answer.reasons ?? []).join(" "), "off"); return; }
    saved = html;
    tell(answer.said);
    tellCount(answer.words);
  } catch {
    tell(words.offline, "off");
  }
}

function changed() {
  tell(words.unsaved);
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER);
}

box.addEventListener("click", (event) => {
  const verb = event.target.closest("[data-do]")?.dataset.do;
  if (verb && editor) chain()[verb]().run();
});

try {
  await startEditor({
    changed(html) { field.value = html; changed(); },
    moved() {},
    files: () => false,
    open() {},
    keys: {},
  });
  saved = field.value;
  box.querySelector(".toolbar").hidden = false;
} catch (error) {
  console.error(error);
  tell(words.failed, "off");
}
