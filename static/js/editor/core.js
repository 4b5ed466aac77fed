// How does the plain field become an editor? ProseMirror through django-prose-editor, with this portal's nodes.

import { ownNodes } from "./nodes.js";
import { box, byId, field, form, locked, tell, text, words } from "./page.js";

const ATOMS = ["footnote", "citation", "crossReference"];
const BASICS = ["Document", "Paragraph", "Text", "Dropcursor", "Gapcursor", "TrailingNode"];

export let editor = null;

// Handlers: `changed(html)` after every change, `moved()` after every step, `files(data, event)` for what is pasted or
// dropped, `open(name)` when a footnote, citation or reference is opened; `keys` are shortcuts.
export async function startEditor({ changed, moved, files, open, keys }) {
  const lib = await import(new URL(form.dataset.library, location.href).href);
  const wanted = JSON.parse(byId("editor-extensions").textContent);
  const extensions = BASICS.map((name) => lib[name]);
  const all = { ...lib, ...ownNodes(lib, words) };
  for (const [name, options] of Object.entries(wanted)) {
    if (all[name]) extensions.push(typeof options === "object" ? all[name].configure(options) : all[name]);
  }
  extensions.push(lib.Extension.create({ name: "shortcuts", priority: 1000, addKeyboardShortcuts: () => keys }));
  const begun = document.activeElement === field;
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
      handleDOMEvents: { keydown: catchUp, paste: catchUp, cut: catchUp, copy: catchUp },
      handlePaste: (view, event) => files(event.clipboardData, event),
      handleDrop: (view, event) => files(event.dataTransfer, event),
      transformPastedHTML: withoutForeignPictures,
      handleClickOn: (view, pos, node) => { if (ATOMS.includes(node.type.name) && view.editable) setTimeout(() => open(node.type.name)); return false; },
      handleKeyDown: (view, event) => {
        const name = view.state.selection.node?.type.name;
        if (event.key !== "Enter" || !ATOMS.includes(name)) return false;
        open(name);
        return true;
      },
    },
    onUpdate() { changed(normal(editor.getHTML())); },
    onTransaction: () => { if (editor) moved(); },
  });
  text.read = () => normal(editor.getHTML());
  text.replace = (html) => editor.commands.setContent(html, { emitUpdate: true });
  text.focus = () => editor.view.dom.focus();
  text.allow = (on) => { editor.setEditable(on, false); box.classList.toggle("reading", !on); };
  box.classList.add("ready");
  if (begun) writeOn();
  moved();
}

// Whoever already writes in the plain field goes on behind the same words.
function writeOn() {
  editor.commands.setTextSelection(editor.state.doc.content.size);
  editor.view.focus();
}

// A busy browser tells late where an arrow key has put the cursor: what comes next must not act on the place before.
function catchUp(view, event) {
  if (view.hasFocus() && !view.composing && !event.isComposing) document.dispatchEvent(new Event("selectionchange"));
  return false;
}

export const chain = () => editor.chain().focus();

// The server keeps neither the editor's classes nor the empty line at the end.
export function normal(html) {
  return html.replace(/ class="figure(-caption)?"/g, "").replace(/ data-type="[^"]*"/g, "").replace(/(<p><\/p>)+$/, "");
}

// The footnote, citation or reference that is selected, if it is one of this kind.
export function atomHere(name) {
  const { node } = editor.state.selection;
  return node?.type.name === name ? { node } : null;
}

// Put one in behind what is selected, or in the place of the one that is being changed.
export function insertAtom(name, attrs) {
  const { selection } = editor.state;
  const place = atomHere(name) ? { from: selection.from, to: selection.to } : selection.to;
  chain().insertContentAt(place, { type: name, attrs }).run();
}

// Read as text: a parsed page would have its styles judged by the browser before they are dropped.
const STYLES = /<style[\s\S]*?<\/style>|<(?:link|meta)\b[^>]*>|\sstyle\s*=\s*(?:"[^"]*"|'[^']*')/gi;
const FOREIGN = /<img\b(?![^>]*\bsrc\s*=\s*["']?\/rencana\/)[^>]*>/gi;

// Pictures from elsewhere are not shown in a text; what can be sent along is sent by paste.js.
function withoutForeignPictures(html) {
  const plain = html.replace(STYLES, "");
  const kept = plain.replace(FOREIGN, "");
  if (kept !== plain) tell(words.foreign, "off");
  return kept;
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
