// How does a picture come into the text? Chosen, pasted or dropped; never without its description.

import { chain, editor, leaveTable } from "./core.js";
import { ask } from "./dialogs.js";
import { byId, form, words } from "./page.js";

// The picture under the cursor, with its place in the text.
export function figureHere() {
  const { selection } = editor.state;
  if (selection.node?.type.name === "image") return { node: selection.node, pos: selection.from };
  for (let depth = selection.$from.depth; depth > 0; depth -= 1) {
    const node = selection.$from.node(depth);
    if (node.type.name === "figure" && node.firstChild) return { node: node.firstChild, pos: selection.$from.before(depth) + 1 };
  }
  return null;
}

export function askForFigure() {
  const dialog = byId("figure-dialog");
  const here = figureHere();
  dialog.querySelector("[data-file]").hidden = Boolean(here);
  byId("figure-caption").parentElement.hidden = Boolean(here);
  byId("figure-alt").value = here?.node.attrs.alt ?? "";
  refuse("");
  ask(dialog, async () => {
    if (!byId("figure-alt").value.trim()) { refuse(words.describe); byId("figure-alt").focus(); return; }
    if (here) {
      dialog.close();
      editor.chain().setNodeSelection(here.pos).updateAttributes("image", { alt: byId("figure-alt").value.trim() }).focus().run();
      return;
    }
    const sent = await upload(byId("figure-file").files[0], byId("figure-alt").value.trim());
    if (!sent) return;
    dialog.close();
    insertFigure(sent, byId("figure-caption").value.trim());
    for (const id of ["figure-file", "figure-alt", "figure-caption"]) byId(id).value = "";
  });
}

function refuse(reason) {
  const notice = byId("figure-dialog").querySelector("[data-refused]");
  notice.hidden = !reason;
  notice.querySelector("p").textContent = reason;
}

async function upload(file, alt) {
  const bar = byId("figure-dialog").querySelector("[data-sending]");
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  if (file) body.append("image", file);
  body.append("alt", alt);
  bar.hidden = false;
  try {
    const response = await fetch(form.dataset.upload, { method: "POST", body, headers: { Accept: "application/json" } });
    const answer = await response.json();
    if (response.ok) return answer;
    refuse((answer.reasons ?? [words.refused]).join(" "));
  } catch {
    refuse(words.refused);
  } finally {
    bar.hidden = true;
  }
  return null;
}

function insertFigure({ src, alt }, caption) {
  leaveTable();
  const content = [{ type: "image", attrs: { src, alt } }];
  content.push({ type: "caption", content: caption ? [{ type: "text", text: caption }] : [] });
  chain().insertContent([{ type: "figure", content }, { type: "paragraph" }]).run();
}

// Half, three quarters or the whole width of the text; the same again is the picture's own size.
export function resize(width) {
  const here = figureHere();
  if (!here) return;
  const wanted = here.node.attrs.width === width ? "" : width;
  editor.chain().setNodeSelection(here.pos).updateAttributes("image", { width: wanted }).focus().run();
}

export function toggleCaption() {
  const { state } = editor;
  const here = figureHere();
  if (!here) return;
  const $image = state.doc.resolve(here.pos);
  const figure = $image.parent.type.name === "figure" ? $image.parent : null;
  if (figure?.childCount > 1 && !figure.child(1).content.size) { chain().setTextSelection(here.pos + 2).run(); return; }
  if (figure?.childCount > 1) { chain().setTextSelection(here.pos + 2 + figure.child(1).content.size).run(); return; }
  editor.chain().setNodeSelection(here.pos).toggleCaption().focus().run();
}

export function removeFigure() {
  const here = figureHere();
  if (!here) return;
  const $image = editor.state.doc.resolve(here.pos);
  const place = $image.parent.type.name === "figure" ? $image.before() : here.pos;
  editor.chain().setNodeSelection(place).deleteSelection().focus().run();
}

// A pasted or dropped picture opens the dialog, because it needs its description.
export function picturesOf(data, event) {
  const file = [...(data?.files ?? [])].find((one) => one.type.startsWith("image/"));
  if (!file) return false;
  event.preventDefault();
  askForFigure();
  const chosen = new DataTransfer();
  chosen.items.add(file);
  byId("figure-file").files = chosen.files;
  return true;
}
