// How does a comment find its words? A marked passage fills the form; quoted words are underlined in the text.
"use strict";

(() => {
  const reading = document.querySelector("[data-reading]");
  if (!reading) return;
  const EDGE = 60;

  const form = () => document.getElementById("new-comment");

  // What is marked in one section goes into the form, with the words before and after it.
  function take() {
    const marked = document.getSelection();
    if (!form() || !marked || marked.isCollapsed || !marked.rangeCount) return;
    const range = marked.getRangeAt(0);
    const here = range.commonAncestorContainer;
    const section = (here.nodeType === Node.TEXT_NODE ? here.parentElement : here).closest("[data-section]");
    const quote = marked.toString().replace(/\s+/g, " ").trim();
    if (!section || !reading.contains(section) || quote.length < 3) return;
    const text = section.querySelector("[data-text]");
    const around = text.textContent.replace(/\s+/g, " ");
    const at = around.indexOf(quote);
    const fields = form().elements;
    fields.section.value = section.dataset.section;
    fields.quote.value = quote.slice(0, 300);
    fields.before.value = at > 0 ? around.slice(Math.max(0, at - EDGE), at) : "";
    fields.after.value = at >= 0 ? around.slice(at + quote.length, at + quote.length + EDGE) : "";
  }

  for (const event of ["mouseup", "touchend", "keyup"]) reading.addEventListener(event, () => setTimeout(take, 0));

  // Each quote becomes an underlined passage that leads to its comment, and back.
  function underline() {
    for (const old of reading.querySelectorAll(".noted")) old.replaceWith(...old.childNodes);
    reading.normalize();
    for (const thread of document.querySelectorAll("#comments .thread[data-about]:not(.closed)")) {
      const quote = thread.querySelector("blockquote")?.textContent.trim();
      const section = document.getElementById(`section-${thread.dataset.about}`);
      const range = quote && section && find(section.querySelector("[data-text]"), quote);
      if (range) wrap(range, thread);
    }
  }

  function find(root, quote) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const places = [];
    let flat = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let i = 0; i < node.data.length; i += 1) {
        const letter = /\s/.test(node.data[i]) ? " " : node.data[i];
        if (letter === " " && flat.endsWith(" ")) continue;
        flat += letter;
        places.push([node, i]);
      }
    }
    const at = flat.indexOf(quote);
    if (at < 0) return null;
    const [first, start] = places[at];
    const [last, end] = places[at + quote.length - 1];
    const range = document.createRange();
    range.setStart(first, start);
    range.setEnd(last, end + 1);
    return range;
  }

  function wrap(range, thread) {
    if (range.startContainer !== range.endContainer) return;
    const mark = document.createElement("mark");
    mark.className = "noted";
    mark.id = `noted-${thread.id.replace("thread-", "")}`;
    range.surroundContents(mark);
    mark.addEventListener("click", () => thread.scrollIntoView({ block: "center" }));
  }

  underline();
  document.addEventListener("htmx:load", (event) => { if (event.detail.elt.id === "comments") underline(); });
})();
