// What does a page do better with script? Every part here only improves markup that works without it.
"use strict";

const said = document.getElementById("said");
const say = (text) => { if (said) said.textContent = text; };
const each = (root, selector, act) => root.querySelectorAll(selector).forEach(act);

// Buttons that need script stay hidden until it runs.
function enhance(root) {
  each(root, "[data-copy], [data-print], [data-close]", (button) => { button.hidden = false; });
  each(root, "textarea[maxlength]:not([data-counted])", countLetters);
  each(root, ".block .wide, .block .tbl, .block figure, .scroll", reachByKeyboard);
  each(root, "[data-focus]", (summary) => summary.focus());
}

function countLetters(area) {
  const left = document.createElement("p");
  left.className = "left";
  left.setAttribute("aria-hidden", "true");
  area.dataset.counted = "";
  area.after(left);
  const show = () => { left.textContent = said.dataset.left.replace("{n}", area.maxLength - area.value.length); };
  area.addEventListener("input", show);
  show();
}

// What scrolls sideways must scroll by keyboard too, and needs a name when it does.
function reachByKeyboard(box) {
  const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
  if (box.tabIndex === 0 || !scrolls || box.scrollWidth <= box.clientWidth) return;
  const name = box.querySelector("caption, figcaption")?.textContent.trim();
  box.tabIndex = 0;
  if (name) {
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", name);
  }
}

async function copyText(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  say(said.dataset.copied);
  const label = button.lastChild;
  const before = label.textContent;
  label.textContent = said.dataset.copied;
  setTimeout(() => { label.textContent = before; say(""); }, 2500);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (button?.matches("[data-copy]")) copyText(button);
  if (button?.matches("[data-print]")) window.print();
  if (button?.matches("[data-close]")) button.closest("dialog")?.close();
  if (button?.matches("[data-dialog]")) {
    event.preventDefault();
    document.getElementById(button.dataset.dialog)?.showModal();
  }
  each(document, "details.menu[open]", (menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  each(document, "details.menu[open]", (menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});

// A confirmation unfolds in place without script; with script it is a modal dialog.
document.addEventListener("toggle", (event) => {
  const fold = event.target;
  if (fold instanceof HTMLDetailsElement && fold.matches(".confirm") && fold.open) askFirst(fold);
}, true);

function askFirst(fold) {
  const dialog = fold.querySelector("dialog");
  if (dialog.matches(":modal")) return;
  dialog.removeAttribute("open");
  dialog.showModal();
  dialog.addEventListener("close", () => { fold.open = false; fold.querySelector("summary").focus(); }, { once: true });
}

// Forms: filters submit themselves, a POST is sent once, unsaved words are not lost by a slip.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) form.requestSubmit();
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-unsaved]");
  if (form) form.dataset.changed = "";
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  delete form.dataset.changed;
  if (form.method !== "post" || form.hasAttribute("data-again") || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent !== undefined) { event.preventDefault(); return; }
  form.dataset.sent = "";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), 8000);
});

function release(form) {
  delete form.dataset.sent;
  each(form, "[aria-busy]", (button) => button.removeAttribute("aria-busy"));
}

window.addEventListener("pageshow", (event) => { if (event.persisted) each(document, "form[data-sent]", release); });
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});

// Print what is folded, and fold it again.
window.addEventListener("beforeprint", () => each(document, "details.fold:not([open])", (fold) => { fold.dataset.printed = ""; fold.open = true; }));
window.addEventListener("afterprint", () => each(document, "details[data-printed]", (fold) => { delete fold.dataset.printed; fold.open = false; }));

// htmx: dress what was swapped in, and say when the server did not answer.
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
document.addEventListener("htmx:sendError", () => say(said.dataset.unreached));
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) say(""); });

// A strip of parts shows the one that is open.
each(document, ".tabs a[aria-current]", (tab) => {
  const strip = tab.closest(".tabs");
  strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
});

enhance(document);
each(document, "details.confirm[open]", askFirst);
