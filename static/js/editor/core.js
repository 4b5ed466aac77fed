// How does the plain field become an editor? ProseMirror through django-prose-editor, with this portal's nodes.

import { box, byId, field, form, locked, text } from "./page.js";

const BASICS = ["Document", "Paragraph", "Text", "Dropcursor", "Gapcursor", "TrailingNode"];

export let editor = null;

// Handlers: `changed(html)` after every change, `moved()` after every step, `files(data, event)` for what is pasted or dropped.
export async function startEditor({ changed, moved, files }) {
  const lib = await import(new URL(form.dataset.library, location.href).href);
  const wanted = JSON.parse(byId("editor-extensions").textContent);
  const extensions = BASICS.map((name) => lib[name]);
  for (const [name, options] of Object.entries(wanted)) {
    if (lib[name]) extensions.push(typeof options === "object" ? lib[name].configure(options) : lib[name]);
  }
  const holder = document.createElement("div");
  field.before(holder);
  editor = new lib.Editor({
    element: holder,
    extensions,
    content: field.value,
    injectCSS: false,
    editable: !locked(),
    editorProps: {
      attributes: { id: "editor-text", class: "editor-text prose", role: "textbox", "aria-multiline": "true", "aria-label": document.querySelector("label[for=section-text]").textContent, lang: "id", spellcheck: "true" },
      handlePaste: (view, event) => files(event.clipboardData, event),
      handleDrop: (view, event) => files(event.dataTransfer, event),
    },
    onUpdate() { changed(normal(editor.getHTML())); },
    onTransaction: () => { if (editor) moved(); },
  });
  text.read = () => normal(editor.getHTML());
  text.replace = (html) => editor.commands.setContent(html, { emitUpdate: true });
  text.focus = () => editor.view.dom.focus();
  text.allow = (on) => { editor.setEditable(on, false); box.classList.toggle("reading", !on); };
  box.classList.add("ready");
  moved();
}

export const chain = () => editor.chain().focus();

// The server keeps neither the editor's classes nor the empty line at the end.
export function normal(html) {
  return html.replace(/ class="figure(-caption)?"/g, "").replace(/ data-type="[^"]*"/g, "").replace(/(<p><\/p>)+$/, "");
}

// New tables and pictures stand below the table in which the cursor is, never inside it.
export function leaveTable() {
  const { $from } = editor.state.selection;
  for (let depth = 1; depth <= $from.depth; depth += 1) {
    if ($from.node(depth).type.name !== "table") continue;
    const below = $from.after(depth);
    chain().insertContentAt(below, { type: "paragraph" }).setTextSelection(below + 1).run();
    return;
  }
}
