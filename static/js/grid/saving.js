// How do changed rows reach the portal? In batches, each new row once; nothing typed is lost on the way.

import { changed, forget, isBlank, onChange, refresh, settle, table, value, waiting } from "./table.js";
import { root, word } from "./words.js";

const BATCH = 40;
const PAUSE = 1500;
const LATER = 15000;
const LOOK = 30000;
const state = { busy: false, timer: 0, said: "", trouble: false, editing: () => null, draw: () => {} };

export function startSaving({ editing, draw }) {
  Object.assign(state, { editing, draw });
  onChange(() => { keep(); soon(PAUSE); });
  window.addEventListener("online", () => soon(0));
  window.addEventListener("beforeunload", (event) => { if (waiting().length && state.trouble) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); else look(); });
  setInterval(look, LOOK);
}
export function soon(pause = PAUSE) {
  clearTimeout(state.timer);
  state.timer = setTimeout(save, pause);
}

export function status() {
  const rows = waiting();
  const stuck = rows.filter((row) => row.stuck || Object.keys(row.theirs).length).length;
  if (state.said) return { text: state.said, tone: "wait" };
  if (state.busy) return { text: word("saving"), tone: "busy" };
  if (stuck) return { text: word("refused", { n: stuck }), tone: "redo" };
  if (rows.length) return { text: word("unsaved", { n: rows.length }), tone: "busy" };
  return { text: word("saved"), tone: "ok" };
}

const ready = (row) => changed(row) && !isBlank(row) && !row.stuck && !Object.keys(row.theirs).length && row !== state.editing();

export async function save() {
  clearTimeout(state.timer);
  if (state.busy) return soon();
  const rows = table.rows.filter(ready);
  if (!rows.length) { keep(); state.draw(); return undefined; }
  state.busy = true;
  state.draw();
  try {
    for (let from = 0; from < rows.length; from += BATCH) if (!(await send(rows.slice(from, from + BATCH)))) break;
  } finally {
    state.busy = false;
    keep();
    state.draw();
  }
  if (table.rows.some(ready)) soon(state.trouble ? LATER : PAUSE);
  return undefined;
}

async function send(rows) {
  const sent = rows.map((row) => ({ ...row.now }));
  const answer = await post({ rows: rows.map(asData) });
  state.trouble = !answer;
  if (!answer) return false;
  answer.rows.forEach((outcome, place) => take(rows[place], outcome, sent[place]));
  return true;
}

function asData(row) {
  const cells = {};
  for (const key of Object.keys(row.now)) cells[key] = { text: row.now[key], was: row.was[key] ?? "" };
  for (const one of table.columns.filter((column) => column.given)) cells[one.key] = { text: value(row, one.key), was: value(row, one.key) };
  return { id: row.id, version: row.version, token: row.token, removed: row.removed, cells };
}

function take(row, outcome, sent) {
  if (outcome.state === "saved") return settle(row, outcome.line, sent);
  if (outcome.state === "removed") return forget(row);
  if (outcome.state === "gone") Object.assign(row, { id: null, version: 0, now: { ...row.cells, ...row.now }, cells: {} });
  if (outcome.state === "conflict" && outcome.line) {
    row.version = outcome.line.version;
    row.cells = { ...outcome.line.cells };
    row.removed = false;
    for (const key of Object.keys(row.now)) row.was[key] = row.cells[key] ?? "";
  }
  row.errors = outcome.errors ?? {};
  row.theirs = outcome.theirs ?? {};
  row.said = outcome.said ?? [];
  row.stuck = outcome.state !== "conflict" || !Object.keys(row.theirs).length;
  return undefined;
}

// Ask the portal; null when it could not be asked, which the status line says.
export async function post(body) {
  state.said = "";
  try {
    const answer = await fetch(root.dataset.saveUrl, { method: "POST", redirect: "manual", headers: { "Content-Type": "application/json", "X-CSRFToken": root.dataset.csrf }, body: JSON.stringify(body) });
    if (answer.ok) return await answer.json();
    state.said = answer.type === "opaqueredirect" || answer.status === 403 ? word("signed_out") : word("failed");
  } catch {
    state.said = word("offline");
  }
  return null;
}

async function look() {
  if (document.hidden || state.busy || state.editing() || !navigator.onLine) return;
  try {
    const answer = await fetch(root.dataset.rowsUrl, { redirect: "manual" });
    if (answer.ok && refresh((await answer.json()).rows)) state.draw(true);
  } catch { /* the next look comes by itself */ }
}

// What is not saved stays on this device until it is.
function keep() {
  const rows = waiting().map((row) => ({ id: row.id, version: row.version, token: row.token, removed: row.removed, now: row.now, was: row.was, named: table.fixed ? row.cells.indicator : "" }));
  try {
    if (rows.length) localStorage.setItem(root.dataset.draft, JSON.stringify(rows)); else localStorage.removeItem(root.dataset.draft);
  } catch { /* a full or closed store keeps nothing */ }
}
export function kept() {
  try { return JSON.parse(localStorage.getItem(root.dataset.draft)) ?? []; } catch { return []; }
}
