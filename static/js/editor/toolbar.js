// What do the buttons do, and which of them are pressed?

import { chain, editor } from "./core.js";
import { askForFigure } from "./figures.js";
import { askForLink } from "./links.js";
import { box } from "./page.js";
import { askForTable } from "./tables.js";

const DO = {
  h3: () => chain().toggleHeading({ level: 3 }).run(),
  h4: () => chain().toggleHeading({ level: 4 }).run(),
  bold: () => chain().toggleBold().run(),
  italic: () => chain().toggleItalic().run(),
  bullets: () => chain().toggleBulletList().run(),
  numbers: () => chain().toggleOrderedList().run(),
  quote: () => chain().toggleBlockquote().run(),
  undo: () => chain().undo().run(),
  redo: () => chain().redo().run(),
  table: askForTable,
  figure: askForFigure,
  link: askForLink,
  "row-add": () => chain().addRowAfter().run(),
  "row-remove": () => chain().deleteRow().run(),
  "column-add": () => chain().addColumnAfter().run(),
  "column-remove": () => chain().deleteColumn().run(),
  "header-row": () => chain().toggleHeaderRow().run(),
  merge: () => chain().mergeOrSplit().run(),
  "table-remove": () => chain().deleteTable().run(),
};
const IS = {
  h3: () => editor.isActive("heading", { level: 3 }),
  h4: () => editor.isActive("heading", { level: 4 }),
  bold: () => editor.isActive("bold"),
  italic: () => editor.isActive("italic"),
  bullets: () => editor.isActive("bulletList"),
  numbers: () => editor.isActive("orderedList"),
  quote: () => editor.isActive("blockquote"),
  link: () => editor.isActive("link"),
};

box.addEventListener("click", (event) => {
  const verb = event.target.closest("[data-do]")?.dataset.do;
  if (verb && editor) DO[verb]();
});
// One Tab stop per toolbar; arrows move inside it.
box.addEventListener("keydown", (event) => {
  const bar = event.target.closest("[role=toolbar]");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!bar || !step) return;
  const buttons = [...bar.querySelectorAll("button")];
  const next = buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length];
  event.preventDefault();
  next.focus();
});

export function showState() {
  for (const [verb, test] of Object.entries(IS)) {
    box.querySelector(`[data-do="${verb}"]`).setAttribute("aria-pressed", String(test()));
  }
  box.querySelector(".table-tools").hidden = !editor.isEditable || !editor.isActive("table");
}
