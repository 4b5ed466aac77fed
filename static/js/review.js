// How is a chapter reviewed by hand, finger or keyboard? Marked words and chosen paragraphs go into the comment form.
"use strict";

(() => {
  const reading = document.querySelector("[data-reading]");
  if (!reading) return;
  const EDGE = 60;
  const LONGEST = 300;
  const PARAGRAPHS = "p, li, h3, h4, td, th, figcaption";
  const pick = document.getElementById("pick");
  let here = null;

  const form = () => document.getElementById("new-comment");
  const plain = (text) => text.replace(/\s+/g, " ").trim();

  // What is marked in one section goes into the form, with the words before and after it.
  function take(range, quote) {
    const fields = form()?.elements;
    const start = range.startContainer;
    const section = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest("[data-section]");
    if (!fields || !section || !reading.contains(section) || quote.length < 3) return false;
    const before = document.createRange();
    before.selectNodeContents(section.querySelector("[data-text]") ?? section);
    const after = before.cloneRange();
    before.setEnd(range.startContainer, range.startOffset);
    after.setStart(range.endContainer, range.endOffset);
    fields.section.value = section.dataset.section;
    fields.quote.value = quote.slice(0, LONGEST);
    fields.before.value = before.toString().replace(/\s+/g, " ").slice(-EDGE);
    fields.after.value = after.toString().replace(/\s+/g, " ").slice(0, EDGE);
    return true;
  }

  function marked() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    return reading.contains(range.commonAncestorContainer) ? [range, plain(selection.toString())] : null;
  }

  function offer() {
    const found = form() && marked();
    const taken = Boolean(found && take(...found));
    if (pick) pick.hidden = !taken;
  }

  function write() {
    const fields = form()?.elements;
    if (!fields) return;
    if (pick) pick.hidden = true;
    form().scrollIntoView({ block: "center" });
    fields.text.focus({ preventScroll: true });
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(offer, 150); });
  pick?.querySelector("[data-pick]").addEventListener("click", write);

  // The keyboard goes from paragraph to paragraph, and from remark to remark.
  function step(selector, root, by) {
    const all = [...root.querySelectorAll(selector)].filter((one) => one.offsetParent !== null && one.textContent.trim());
    if (!all.length) return null;
    const at = all.indexOf(document.activeElement.closest?.(selector) ?? here);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "center" });
    return next;
  }

  function comment() {
    const found = marked();
    if (found && take(...found)) { write(); return; }
    const paragraph = document.activeElement.closest?.("[data-reading]") ? document.activeElement : here;
    if (!paragraph) return;
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    if (take(range, plain(paragraph.textContent))) write();
  }

  const DO = {
    j() { here = step(PARAGRAPHS, reading, 1) ?? here; },
    k() { here = step(PARAGRAPHS, reading, -1) ?? here; },
    c: comment,
    n() { step("#comments .thread:not(.closed)", document, 1); },
    p() { step("#comments .thread:not(.closed)", document, -1); },
    s() { document.querySelector("#dock [data-key=s]")?.click(); },
    "?"() { document.getElementById("keys")?.showModal(); },
  };
  const on = document.getElementById("keys-on");
  const kept = () => { try { return localStorage.getItem("review-keys") !== "off"; } catch { return true; } };
  if (on) {
    on.checked = kept();
    on.addEventListener("change", () => { try { localStorage.setItem("review-keys", on.checked ? "on" : "off"); } catch { /* only for this page */ } });
  }
  const opener = document.getElementById("keys-open");
  if (opener) opener.hidden = false;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (on && !on.checked)) return;
    if (event.target.closest("input, textarea, select, dialog, [contenteditable=true]")) return;
    const act = DO[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // A phrase fills the words and the kind; a suggestion begins with the words that are there.
  document.addEventListener("change", (event) => {
    const fields = form()?.elements;
    if (!fields) return;
    if (event.target === fields.phrase) {
      const chosen = fields.phrase.selectedOptions[0];
      if (!chosen?.dataset.text) return;
      fields.text.value = [fields.text.value.trim(), chosen.dataset.text].filter(Boolean).join("\n");
      if (chosen.dataset.category) fields.category.value = chosen.dataset.category;
    }
    if (event.target === fields.suggests && fields.suggests.checked && !fields.replacement.value) {
      fields.replacement.value = fields.quote.value;
      fields.replacement.focus();
    }
  });

  // A new or closed comment changes the marks in the text: the server draws them anew.
  document.addEventListener("htmx:afterSwap", async (event) => {
    const { target, requestConfig } = event.detail;
    if (target?.id !== "comments" || requestConfig?.verb !== "post") return;
    try {
      const answer = await fetch(location.href);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const section of page.querySelectorAll("[data-section]")) {
        const fresh = section.querySelector("[data-text]");
        const shown = document.getElementById(section.id)?.querySelector("[data-text]");
        if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceChildren(...fresh.childNodes);
      }
    } catch { /* without a connection the marks come with the next page */ }
  });
})();
