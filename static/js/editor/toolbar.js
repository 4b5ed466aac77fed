// What do the buttons do, and which of them are pressed?

import { chain, editor } from "./core.js";
import { askForFigure, figureHere, removeFigure, resize, toggleCaption } from "./figures.js";
import { arrowsInToolbars, showKeys } from "./keys.js";
import { askForLink } from "./links.js";
import { askForFootnote } from "./notes.js";
import { box } from "./page.js";
import { askForReference } from "./references.js";
import { askForSource } from "./sources.js";
import { askForTable, titleOfTable } from "./tables.js";

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
  footnote: askForFootnote,
  source: askForSource,
  reference: askForReference,
  keys: showKeys,
  sub: () => chain().toggleSubscript().run(),
  sup: () => chain().toggleSuperscript().run(),
  "table-title": titleOfTable,
  "header-column": () => chain().toggleHeaderColumn().run(),
  "width-50": () => resize("50"),
  "width-75": () => resize("75"),
  "width-100": () => resize("100"),
  "figure-caption": toggleCaption,
  "figure-remove": removeFigure,
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
  sub: () => editor.isActive("subscript"),
  sup: () => editor.isActive("superscript"),
  "width-50": () => figureHere()?.node.attrs.width === "50",
  "width-75": () => figureHere()?.node.attrs.width === "75",
  "width-100": () => figureHere()?.node.attrs.width === "100",
};
const OPENS = { footnote: askForFootnote, citation: askForSource, crossReference: askForReference };

box.addEventListener("click", (event) => {
  const verb = event.target.closest("[data-do]")?.dataset.do;
  if (verb) doVerb(verb);
});
arrowsInToolbars(() => chain().run());

export function doVerb(verb) {
  if (editor?.isEditable) DO[verb]();
}

export function open(name) {
  OPENS[name]();
}

export function showState() {
  for (const [verb, test] of Object.entries(IS)) {
    box.querySelector(`[data-do="${verb}"]`).setAttribute("aria-pressed", String(test()));
  }
  box.querySelector(".table-tools").hidden = !editor.isEditable || !editor.isActive("table");
  box.querySelector(".figure-tools").hidden = !editor.isEditable || !figureHere();
}
