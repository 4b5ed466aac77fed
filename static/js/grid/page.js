// How does the plain form become a grid? It is fetched whole, drawn, and saved as people type.

import { canRedo, canUndo, load, newRow, onChange, redo, table, undo } from "./table.js";
import { kept, save, soon, startSaving, status } from "./saving.js";
import { addRow, draw, editingRow, fillDown, focus, keysShown, mark, place, redraw, removeRows } from "./view.js";
import { element, root, say, word } from "./words.js";

const box = element("div", { class: "sheet flush scroll grid-box" });
const line = element("p", { class: "state grid-status", role: "status" });
const tools = {};
let chosen = root.dataset.set;
let count = 0;

async function start() {
  const answer = await fetch(root.dataset.rowsUrl, { redirect: "manual" });
  if (!answer.ok) return;
  load(await answer.json());
  const back = restore();
  document.querySelector("[data-plain]").remove();
  root.append(toolbar(), line, box, help(), ...lists());
  root.hidden = false;
  show();
  startSaving({ editing: editingRow, draw: (all) => { if (all || count !== table.rows.length) show(); else redraw(table.rows.filter(stale)); tell(); } });
  onChange((rows) => { if (count !== table.rows.length) show(rows.at(-1)); else redraw(rows); tell(); });
  tell();
  if (back) { say(word("restored", { n: back })); soon(); }
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || place.editing || event.target.closest("input, textarea, select, dialog")) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) { event.preventDefault(); back_(undo()); }
    if (key === "y" || (key === "z" && event.shiftKey)) { event.preventDefault(); back_(redo()); }
    if (key === "s") { event.preventDefault(); save(); }
  });
}

// Rows whose looks may have changed by an answer: drawn anew when what they show differs.
const drawn = new Map();
function stale(row) {
  const now = JSON.stringify([row.version, row.id, row.now, row.cells, row.errors, row.theirs, row.said, row.removed]);
  const differs = drawn.get(row.uid) !== now;
  drawn.set(row.uid, now);
  return differs;
}

function keys() {
  const names = table.columns.filter((one) => one.named).map((one) => one.key);
  if (chosen === "semua") return [...names, ...table.columns.filter((one) => !one.named).map((one) => one.key)];
  const set = table.sets.find((one) => one.key === chosen) ?? table.sets[0];
  return [...names, ...set.columns.filter((key) => !names.includes(key) && table.columns.some((one) => one.key === key))];
}
function show(row) {
  const held = box.contains(document.activeElement);
  if (row && table.rows.includes(row)) Object.assign(place, { row, key: keysShown()[0] ?? "", from: null });
  count = table.rows.length;
  draw(box, keys());
  table.rows.forEach(stale);
  mark(held || Boolean(row));
}
function back_(step) {
  if (!step) return;
  if (table.rows.includes(step.row)) Object.assign(place, { row: step.row, key: keysShown().includes(step.key) ? step.key : place.key, from: null });
  focus();
}

function button(name, act, quiet = true) {
  tools[name] = element("button", { type: "button", class: `btn btn-small ${quiet ? "btn-secondary" : "btn-primary"}`, click: act }, word(name));
  return tools[name];
}
function toolbar() {
  const bar = element("div", { class: "row-line grid-tools", role: "group", "aria-label": word("toolbar") });
  if (table.sets.length > 1) {
    const select = element("select", { class: "form-select w-auto", id: "kolom-kisi", change: (event) => { chosen = event.target.value; show(); } });
    for (const set of [...table.sets, { key: "semua", label: word("all_columns") }]) select.append(element("option", { value: set.key, selected: set.key === chosen }, set.label));
    bar.append(element("label", { for: "kolom-kisi" }, word("columns")), select);
  }
  if (table.mayAdd) {
    bar.append(button("add", () => { addRow(); focus(); }));
    bar.append(button("remove", () => { removeRows(); focus(); }));
  }
  bar.append(button("fill", () => { fillDown(); focus(); }), button("undo", () => back_(undo())), button("redo", () => back_(redo())), button("save", save, false));
  return bar;
}
function help() {
  return element("details", { class: "fold bare mt-3" }, element("summary", {}, word("keys")), element("p", { class: "quiet" }, word("help")));
}
function lists() {
  return table.columns.filter((one) => one.options.length).map((one) => element("datalist", { id: `pilihan-${one.key}` }, ...one.options.map((text) => element("option", { value: text }))));
}
function tell() {
  const { text, tone } = status();
  line.textContent = text;
  line.className = `state grid-status ${tone}`;
  tools.undo.disabled = !canUndo();
  tools.redo.disabled = !canRedo();
}

// What was typed before the browser was closed stands again over what the portal has now.
function restore() {
  let back = 0;
  for (const one of kept()) {
    let row = one.id ? table.rows.find((other) => other.id === one.id) : null;
    if (!row && one.named) row = table.rows.find((other) => other.cells.indicator === one.named);
    if (!row && table.mayAdd) {
      row = newRow();
      if (one.token) row.token = one.token;
      table.rows.push(row);
    }
    if (!row?.may) continue;
    Object.assign(row, { now: one.now, was: one.was, removed: Boolean(one.removed && row.id) });
    if (row.id) row.version = one.version;
    back += 1;
  }
  return back;
}

start();
