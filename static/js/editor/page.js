// What is on the writing page? Its form, its field, the line that tells how saving stands.

export const form = document.getElementById("section-form");
export const field = document.getElementById("section-text");
export const box = document.getElementById("editor");
export const byId = (id) => document.getElementById(id);
export const words = { ...byId("editor-words-for-script").dataset, ...byId("editor-words-for-tools").dataset };
// A browser that puts back what stood here at the last visit would show an older text as the newest one.
form.autocomplete = "off";
export const locked = () => form.hasAttribute("data-locked");

// The text as it is being written: the plain field, until the editor takes over.
export const text = {
  read: () => field.value,
  replace(html) { field.value = html; },
  focus() { field.focus(); },
  allow(on) { field.readOnly = !on; },
};

const line = byId("editor-state");

export function tell(said, kind = "") {
  line.className = `saved ${kind}`;
  const icon = line.querySelector(".i");
  if (icon && kind) icon.remove();
  const last = line.querySelector("span") ?? line.appendChild(document.createElement("span"));
  last.textContent = said;
}

export function tellCount(count) {
  const counter = byId("editor-words");
  counter.textContent = counter.dataset.words.replace("{n}", count);
}
