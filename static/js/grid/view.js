// How is the grid drawn and walked through? A table with the grid role: arrows move, Enter edits, Escape gives up.

import { act, addStep, cellStep, changed, column, mayEdit, newRow, removeStep, table, titleOf, value } from "./table.js";
import { readable } from "./amounts.js";
import { paste } from "./paste.js";
import { soon } from "./saving.js";
import { element, root, say, word } from "./words.js";

export const place = { row: null, key: "", from: null, editing: null };
let body = null;
let shownKeys = [];

export const editingRow = () => place.editing?.row ?? null;
export const keysShown = () => shownKeys;

export function draw(box, keys) {
  shownKeys = keys;
  body = element("tbody", { role: "rowgroup" });
  const head = element("tr", { role: "row", "aria-rowindex": "1" }, element("th", { role: "columnheader", scope: "col", class: "number" }, word("number")));
  keys.forEach((key, index) => {
    const one = column(key);
    head.append(element("th", { role: "columnheader", scope: "col", class: named(key, index), title: one.hint || null }, one.title, one.required ? element("span", { "aria-hidden": "true" }, " *") : ""));
  });
  const grid = element("table", { class: "grid cards sheet-grid live", role: "grid", "aria-label": root.dataset.name, "aria-multiselectable": "true", "aria-rowcount": String(table.rows.length + 1), "aria-colcount": String(keys.length + 1) }, element("thead", { role: "rowgroup" }, head), body);
  box.replaceChildren(grid);
  table.rows.forEach((row, index) => body.append(drawRow(row, index)));
  if (!table.rows.length) box.append(element("p", { class: "quiet p-4" }, word("none")));
  if (!table.rows.includes(place.row) || !keys.includes(place.key)) Object.assign(place, { row: table.rows[0] ?? null, key: keys[0] ?? "", from: null });
  mark(false);
  grid.addEventListener("keydown", onKey);
  grid.addEventListener("pointerdown", onPointer);
  grid.addEventListener("dblclick", () => edit());
  grid.addEventListener("copy", onCopy);
  grid.addEventListener("cut", onCopy);
  grid.addEventListener("paste", onPaste);
}
const named = (key, index) => (column(key).named ? `named named-${index}` : "");

function drawRow(row, index) {
  const line = element("tr", { role: "row", id: row.uid, "aria-rowindex": String(index + 2), class: [row.removed ? "struck" : "", changed(row) ? "dirty" : "", row.open ? "open" : ""].join(" ").trim() || null });
  const number = element("th", { role: "rowheader", scope: "row", class: "number" }, element("span", {}, String(index + 1)));
  number.append(element("button", { type: "button", class: "btn btn-small btn-quiet opener", tabindex: "-1", "aria-expanded": String(Boolean(row.open)), "aria-label": `${word("open_row")} ${index + 1}`, click: () => { row.open = !row.open; redraw([row]); } }, "⋯"));
  line.append(number);
  shownKeys.forEach((key, at) => line.append(drawCell(row, key, at)));
  return line;
}


function drawCell(row, key, at) {
  const one = column(key);
  const text = value(row, key);
  const may = mayEdit(row, key);
  const fault = row.errors[key];
  const theirs = row.theirs[key];
  const cell = element("td", { role: "gridcell", tabindex: "-1", "data-key": key, "data-label": one.title, "aria-colindex": String(at + 2), "aria-readonly": may ? null : "true", "aria-invalid": fault || theirs !== undefined ? "true" : null, class: [named(key, at), one.numeric ? "n" : "", may ? "" : "fixed", key in row.now ? "typed" : "", one.lines ? "lines-of" : ""].join(" ").trim() || null });
  const widest = at === shownKeys.filter((other) => column(other).named).length - 1;
  cell.append(element("span", { class: "shown" }, readable(one, text)));
  if (at === 0 && row.example) cell.append(" ", element("span", { class: "eg" }, word("example")));
  if (at === 0 && row.removed) cell.append(" ", element("span", { class: "faint" }, word("removed")));
  if (fault) cell.append(element("span", { class: "invalid-feedback d-block" }, fault));
  if (widest) row.said.forEach((sentence) => cell.append(element("span", { class: "invalid-feedback d-block" }, sentence)));
  const apart = Object.keys(row.errors).filter((other) => !shownKeys.includes(other));
  if (widest && apart.length) cell.append(element("span", { class: "invalid-feedback d-block" }, apart.map((other) => `${column(other)?.title ?? ""}: ${row.errors[other]}`).join(" ")));
  if (theirs !== undefined) cell.append(conflict(row, key, theirs));
  return cell;
}

// Nobody overwrites anybody: the person who comes second decides, at the cell.
function conflict(row, key, theirs) {
  const box = element("span", { class: "invalid-feedback d-block" }, `${word("theirs", { text: theirs || word("empty") })} `);
  const choose = (mine) => () => {
    const typed = value(row, key);
    delete row.theirs[key];
    if (mine) row.was[key] = theirs; else act([{ ...cellStep(row, key, theirs), from: typed }]);
    redraw([row]);
    focus();
    soon();
  };
  box.append(element("button", { type: "button", class: "btn btn-small btn-secondary", click: choose(true) }, word("use_mine")), " ", element("button", { type: "button", class: "btn btn-small btn-secondary", click: choose(false) }, word("use_theirs")));
  return box;
}

export function redraw(rows) {
  if (!body) return;
  for (const row of rows) {
    const old = document.getElementById(row.uid);
    const index = table.rows.indexOf(row);
    if (old && index >= 0 && row !== place.editing?.row) {
      const held = old.contains(document.activeElement) && document.activeElement.matches("[role=gridcell]");
      old.replaceWith(drawRow(row, index));
      mark(held);
    }
  }
}

const cellAt = (row, key) => row && document.getElementById(row.uid)?.querySelector(`[data-key="${CSS.escape(key)}"]`);

function selected() {
  if (!place.row) return [];
  const rowOf = (row) => table.rows.indexOf(row);
  const other = place.from ?? { row: place.row, key: place.key };
  const rows = [rowOf(place.row), rowOf(other.row)].sort((a, b) => a - b);
  const keys = [shownKeys.indexOf(place.key), shownKeys.indexOf(other.key)].sort((a, b) => a - b);
  return table.rows.slice(rows[0], rows[1] + 1).map((row) => shownKeys.slice(keys[0], keys[1] + 1).map((key) => ({ row, key })));
}

export function mark(withFocus = true) {
  body.querySelectorAll("[tabindex='0'][role=gridcell], [aria-selected]").forEach((cell) => { if (cell.getAttribute("role") === "gridcell") cell.tabIndex = -1; cell.removeAttribute("aria-selected"); });
  if (place.from) selected().flat().forEach(({ row, key }) => cellAt(row, key)?.setAttribute("aria-selected", "true"));
  const cell = cellAt(place.row, place.key);
  if (!cell) return;
  cell.tabIndex = 0;
  if (withFocus) { cell.focus({ preventScroll: true }); cell.scrollIntoView({ block: "nearest", inline: "nearest" }); }
}
export const focus = () => mark(true);

function go(row, key, extend) {
  if (extend) place.from ??= { row: place.row, key: place.key }; else place.from = null;
  const left = place.row;
  Object.assign(place, { row, key });
  mark();
  if (left !== row) soon(300);
}

function step(down, right, extend = false) {
  const rows = table.rows;
  const at = Math.max(0, Math.min(rows.length - 1, rows.indexOf(place.row) + down));
  const key = Math.max(0, Math.min(shownKeys.length - 1, shownKeys.indexOf(place.key) + right));
  go(rows[at], shownKeys[key], extend);
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-15, 0], PageDown: [15, 0] };

function onKey(event) {
  if (place.editing) return keyWhileEditing(event);
  if (!event.target.matches("[role=gridcell]")) return undefined;
  const control = event.ctrlKey || event.metaKey;
  if (MOVES[event.key] && !control && !event.altKey) return stop(event, () => step(...MOVES[event.key], event.shiftKey));
  if (event.key === "Home") return stop(event, () => go(control ? table.rows[0] : place.row, shownKeys[0], event.shiftKey));
  if (event.key === "End") return stop(event, () => go(control ? table.rows.at(-1) : place.row, shownKeys.at(-1), event.shiftKey));
  if (event.key === "Enter" || event.key === "F2") return stop(event, () => edit());
  if (event.key === "Escape") return stop(event, () => go(place.row, place.key, false));
  if (event.key === "Delete" || event.key === "Backspace") return stop(event, empty);
  if (control && event.key.toLowerCase() === "d") return stop(event, fillDown);
  if (event.key.length === 1 && !control && !event.altKey) return stop(event, () => edit(event.key));
  return undefined;
}
function stop(event, act_) {
  event.preventDefault();
  act_();
}

function keyWhileEditing(event) {
  const { field } = place.editing;
  if (event.key === "Escape") { event.stopPropagation(); return stop(event, () => close(false)); }
  if (event.key === "Enter" && !(event.shiftKey && field.tagName === "TEXTAREA")) return stop(event, () => { close(true); step(1, 0); });
  if (event.key === "Tab") {
    return stop(event, () => {
      close(true);
      const at = shownKeys.indexOf(place.key) + (event.shiftKey ? -1 : 1);
      if (at < 0 || at >= shownKeys.length) { step(event.shiftKey ? -1 : 1, 0); go(place.row, shownKeys[event.shiftKey ? shownKeys.length - 1 : 0], false); } else step(0, event.shiftKey ? -1 : 1);
      if (mayEdit(place.row, place.key)) edit();
    });
  }
  return undefined;
}

export function edit(first = null) {
  const { row, key } = place;
  if (!row || place.editing) return;
  if (!mayEdit(row, key)) { say(word("read_only")); return; }
  const one = column(key);
  const cell = cellAt(row, key);
  const before = value(row, key);
  const field = one.lines ? element("textarea", { rows: "3", class: "form-control" }) : element("input", { type: "text", class: "form-control", autocomplete: "off", inputmode: one.numeric ? "decimal" : null, list: one.options.length ? `pilihan-${key}` : null });
  field.value = first ?? before;
  field.setAttribute("aria-label", `${one.title}, ${titleOf(row)}`);
  if (one.limit) field.maxLength = one.limit;
  cell.querySelector(".shown").replaceChildren(field);
  cell.classList.add("editing");
  place.editing = { row, key, field, before };
  field.focus();
  if (first === null) field.select();
  field.addEventListener("blur", () => { if (place.editing?.field === field) close(true, false); });
}

export function close(take, refocus = true) {
  const { row, key, field, before } = place.editing;
  place.editing = null;
  const text = field.value.replace(/\r\n?/g, "\n").trim();
  if (take && text !== before) act([{ kind: "cell", row, key, from: before, to: text }]);
  redraw([row]);
  if (refocus) mark();
}

function empty() {
  act(selected().flat().filter(({ row, key }) => mayEdit(row, key)).map(({ row, key }) => cellStep(row, key, "")));
}
export function fillDown() {
  let lines = selected();
  if (lines.length === 1) {
    const at = table.rows.indexOf(place.row);
    if (at > 0) lines = [lines[0].map(({ key }) => ({ row: table.rows[at - 1], key })), ...lines];
  }
  if (lines.length < 2) return;
  act(lines.slice(1).flatMap((line) => line.map(({ row, key }, index) => ({ row, key, text: value(lines[0][index].row, key) })).filter(({ row, key }) => mayEdit(row, key)).map(({ row, key, text }) => cellStep(row, key, text))));
}
export function addRow() {
  const row = newRow();
  act([addStep(row)]);
  row.open = true;
  return row;
}
export function removeRows() {
  const rows = [...new Set(selected().flat().map(({ row }) => row))].filter((row) => row.may || !row.id);
  act(rows.map(removeStep));
}

function onPointer(event) {
  const cell = event.target.closest("[role=gridcell]");
  if (!cell || event.target.closest("button, input, textarea")) return;
  const row = table.rows.find((one) => one.uid === cell.parentElement.id);
  const again = place.row === row && place.key === cell.dataset.key;
  if (place.editing) close(true, false);
  event.preventDefault();
  go(row, cell.dataset.key, event.shiftKey);
  if (event.pointerType === "touch" || (again && matchMedia("(max-width: 61.99em)").matches)) edit();
}

const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text);
function onCopy(event) {
  if (place.editing) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", selected().map((line) => line.map(({ row, key }) => quoted(value(row, key))).join("\t")).join("\n"));
  if (event.type === "cut") empty();
}
function onPaste(event) {
  const text = event.clipboardData.getData("text/plain");
  if (place.editing && !/[\t\n]./.test(text)) return;
  event.preventDefault();
  if (place.editing) close(false, false);
  pasteHere(text);
}
export function pasteHere(text) {
  const many = selected().flat();
  if (many.length > 1 && !/[\t\n]./.test(text)) {
    act(many.filter(({ row, key }) => mayEdit(row, key)).map(({ row, key }) => cellStep(row, key, text.trim())));
    return;
  }
  const lines = selected();
  paste(text, lines[0]?.[0]?.row ?? null, shownKeys, lines[0]?.[0]?.key ?? shownKeys[0], focus);
}
