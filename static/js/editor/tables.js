// How does a table come into the text?

import { chain, leaveTable } from "./core.js";
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
