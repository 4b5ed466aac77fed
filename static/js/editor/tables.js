// How does a table come into the text?

import { chain, editor, leaveTable } from "./core.js";
import { ask } from "./dialogs.js";
import { byId } from "./page.js";

export function askForTable() {
  const dialog = byId("table-dialog");
  ask(dialog, () => {
    const [rows, cols] = [Number(byId("table-rows").value), Number(byId("table-columns").value)];
    const title = byId("table-caption").value.trim();
    dialog.close();
    leaveTable();
    if (title) chain().insertContent({ type: "paragraph", content: [{ type: "text", text: `Tabel: ${title}` }] }).run();
    chain().insertTable({ rows: rows || 3, cols: cols || 3, withHeaderRow: true }).run();
    byId("table-caption").value = "";
  });
}

// The title of a table is the line "Tabel: …" above it: the cursor goes there, and the line is made when it is missing.
export function titleOfTable() {
  const { $from } = editor.state.selection;
  for (let depth = 1; depth <= $from.depth; depth += 1) {
    if ($from.node(depth).type.name !== "table") continue;
    const start = $from.before(depth);
    const above = editor.state.doc.resolve(start).nodeBefore;
    if (above?.type.name === "paragraph" && /^(Tabel|Table)\s*[\d.]*\s*:/.test(above.textContent)) {
      chain().setTextSelection(start - 1).run();
      return;
    }
    const line = { type: "paragraph", content: [{ type: "text", text: "Tabel: " }] };
    chain().insertContentAt(start, line).setTextSelection(start + 8).run();
    return;
  }
}
