// What would a block from Excel do here? It is shown before it is done.

import { act, addStep, cellStep, column, mayEdit, newRow, table, titleOf, value } from "./table.js";
import { post } from "./saving.js";
import { readable } from "./amounts.js";
import { element, root, say, word } from "./words.js";

const MOST = 500;
const BATCH = 100;
const SHOWN = 50;

// Lines and cells of what Excel puts on the clipboard; a quoted cell may hold tabs, lines and doubled quotes.
export function cellsOf(text) {
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  const clean = text.replace(/\r\n?/g, "\n");
  for (let at = 0; at < clean.length; at += 1) {
    const letter = clean[at];
    if (quoted && letter === "\"" && clean[at + 1] === "\"") { cell += "\""; at += 1; }
    else if (quoted && letter === "\"") quoted = false;
    else if (quoted) cell += letter;
    else if (letter === "\"" && cell === "" && closes(clean, at + 1)) quoted = true;
    else if (letter === "\t") { row.push(cell); cell = ""; }
    else if (letter === "\n") { row.push(cell); rows.push(row); row = []; cell = ""; }
    else cell += letter;
  }
  if (cell || row.length) { row.push(cell); rows.push(row); }
  while (rows.length && rows.at(-1).every((one) => !one.trim())) rows.pop();
  return rows.map((cells) => cells.map((one) => one.trim()));
}
// A quote opens a cell only when one closes it before a tab, a line end or the end.
const closes = (text, from) => /^(?:[^"]|"")*"(?=\t|\n|$)/.test(text.slice(from));

const plain = (text) => text.replace(/\s*[*:]+$/, "").replace(/\s+/g, " ").trim().toLocaleLowerCase();

function heads(first) {
  const keys = first.map((cell) => table.columns.find((one) => plain(one.title) === plain(cell))?.key ?? "");
  const found = keys.filter(Boolean).length;
  return found >= 2 || (found === 1 && first.length === 1) ? keys : null;
}

// Which cells would change, in which rows; rows are named by their first column when the block has heads.
function planned(block, row, keys, at) {
  const named = heads(block[0]);
  const body = named ? block.slice(1) : block;
  const columns = named ?? body[0].map((_cell, place) => keys[keys.indexOf(at) + place] ?? "");
  const first = table.columns.find((one) => one.named)?.key;
  const naming = named ? columns.indexOf(first) : -1;
  const start = table.rows.indexOf(row);
  const lines = [];
  let leftOut = 0;
  body.forEach((cells, place) => {
    const name = naming >= 0 ? cells[naming] ?? "" : "";
    let target = named ? name && table.rows.find((one) => !one.removed && value(one, first) === name) : table.rows[start + place];
    const isNew = !target;
    if (isNew && !table.mayAdd) { leftOut += cells.length; return; }
    target = target || newRow();
    const steps = [];
    cells.forEach((text, index) => {
      const key = columns[index];
      if (!key) { leftOut += named ? 0 : 1; return; }
      if (isNew ? column(key).given : !mayEdit(target, key)) { if (text !== value(target, key)) leftOut += 1; return; }
      steps.push(cellStep(target, key, text));
    });
    lines.push({ row: target, isNew, steps: steps.filter((step) => step.from !== step.to) });
  });
  return { lines, leftOut, named: Boolean(named), unknown: named ? block[0].filter((cell, place) => cell && !columns[place]) : [] };
}

export async function paste(text, row, keys, at, done) {
  const block = cellsOf(text);
  if (!block.length) { say(word("paste_nothing")); return; }
  if (block.length === 1 && block[0].length === 1) {
    if (row && mayEdit(row, at)) act([cellStep(row, at, block[0][0])]);
    done();
    return;
  }
  if (block.length > MOST + 1) { tell(word("paste_too_many", { n: block.length.toLocaleString("id"), most: MOST })); return; }
  const plan = planned(block, row, keys, at);
  await check(plan);
  ask(plan, block, () => {
    const steps = plan.lines.flatMap((line) => (line.isNew ? [addStep(line.row), ...line.steps] : line.steps));
    act(steps);
    for (const line of plan.lines) if (Object.keys(line.errors ?? {}).length) Object.assign(line.row, { errors: line.errors, stuck: true });
    say(word("pasted", { n: plan.lines.reduce((sum, line) => sum + line.steps.length, 0) }));
    done();
  });
}

async function check(plan) {
  const lines = plan.lines.filter((line) => line.steps.length);
  for (let from = 0; from < lines.length; from += BATCH) {
    const part = lines.slice(from, from + BATCH);
    const rows = part.map((line) => ({ id: line.row.id, cells: Object.fromEntries(line.steps.map((step) => [step.key, { text: step.to }])) }));
    const answer = await post({ rows, check: true });
    if (!answer) return;
    answer.rows.forEach((outcome, place) => {
      const line = part[place];
      line.errors = outcome.errors ?? {};
      for (const step of line.steps) if (!line.errors[step.key]) step.to = outcome.line?.cells?.[step.key] ?? step.to;
      line.steps = line.steps.filter((step) => step.from !== step.to);
    });
  }
}

function tell(sentence) {
  const dialog = element("dialog", { class: "dialog" }, element("p", {}, sentence), element("div", { class: "actions mt-3" }, element("button", { class: "btn btn-primary", type: "button", click: () => dialog.close() }, word("cancel"))));
  show(dialog);
}
function show(dialog) {
  const before = document.activeElement;
  dialog.addEventListener("close", () => { dialog.remove(); before?.focus?.(); });
  root.append(dialog);
  dialog.showModal();
}

function ask(plan, block, go) {
  const wrong = plan.lines.reduce((sum, line) => sum + Object.keys(line.errors ?? {}).length, 0);
  const added = plan.lines.filter((line) => line.isNew).length;
  const moved = plan.lines.filter((line) => !line.isNew && line.steps.length).length;
  const notes = [word("paste_does", { changed: moved, added, same: plan.lines.length - added - moved })];
  if (plan.named) notes.push(word("paste_heads"));
  if (plan.unknown.length) notes.push(word("paste_unknown", { names: plan.unknown.join(", ") }));
  if (plan.leftOut) notes.push(word("paste_left_out", { n: plan.leftOut }));
  const title = word("paste_title", { rows: plan.lines.length, columns: block[0].length });
  const dialog = element("dialog", { class: "dialog wide", "aria-label": title }, element("h2", {}, title), ...notes.map((note) => element("p", {}, note)));
  if (wrong) dialog.append(element("p", { class: "invalid-feedback d-block" }, word("paste_wrong", { n: wrong })));
  const lines = plan.lines.filter((line) => line.isNew || line.steps.length);
  dialog.append(element("div", { class: "scroll paste-preview", tabindex: "0", role: "group", "aria-label": title }, preview(lines.slice(0, SHOWN))));
  if (lines.length > SHOWN) dialog.append(element("p", { class: "faint" }, word("paste_more", { n: lines.length - SHOWN })));
  dialog.append(element("div", { class: "actions mt-3" },
    element("button", { class: "btn btn-primary", type: "button", click: () => { dialog.close(); go(); } }, word("paste_do")),
    element("button", { class: "btn btn-quiet", type: "button", click: () => dialog.close() }, word("cancel"))));
  show(dialog);
}

function preview(lines) {
  const list = element("ul", { class: "lines" });
  for (const line of lines) {
    const name = titleOf(line.row) || line.steps.find((step) => column(step.key).named)?.to || "";
    const item = element("li", {}, element("b", {}, line.isNew ? `${word("new_row")} ${name}`.trim() : name));
    for (const step of line.steps) {
      const fault = line.errors?.[step.key];
      const before = step.from ? [element("del", {}, readable(column(step.key), step.from)), " "] : [];
      item.append(element("div", { class: fault ? "wrong" : "" }, `${column(step.key).title}: `, ...before, element("ins", {}, readable(column(step.key), step.to) || word("empty")), ...(fault ? [element("span", { class: "invalid-feedback d-block" }, fault)] : [])));
    }
    list.append(item);
  }
  return list;
}
