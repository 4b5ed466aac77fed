// What does the grid know? Rows with what stands, what was typed over it, and how to take that back.

export const table = { columns: [], sets: [], rows: [], mayAdd: false, fixed: false };
const done = [];
const undone = [];
const listeners = [];
let made = 0;

export const onChange = (act) => listeners.push(act);
const tell = (rows) => listeners.forEach((act) => act(rows));
const token = () => [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");

export function load(data) {
  Object.assign(table, { columns: data.columns, sets: data.sets, mayAdd: data.may_add, fixed: data.fixed });
  table.rows = data.rows.map(rowOf);
}

function rowOf(line) {
  made += 1;
  return { uid: `b${made}`, id: line.id, version: line.version, may: line.may, example: Boolean(line.example), cells: { ...line.cells }, now: {}, was: {}, errors: {}, theirs: {}, said: [], removed: false, stuck: false, token: line.id ? "" : token() };
}

export const column = (key) => table.columns.find((one) => one.key === key);
export const value = (row, key) => row.now[key] ?? row.cells[key] ?? "";
export const changed = (row) => row.removed || Object.keys(row.now).length > 0;
export const isBlank = (row) => !row.id && !table.fixed && table.columns.every((one) => !value(row, one.key));
export const mayEdit = (row, key) => row.may && !row.removed && !column(key).given;
export const titleOf = (row) => table.columns.filter((one) => one.named).map((one) => value(row, one.key)).filter(Boolean).join(" ");
export const waiting = () => table.rows.filter((row) => changed(row) && !isBlank(row));

function put(row, key, text) {
  const standing = row.cells[key] ?? "";
  if (!(key in row.was)) row.was[key] = standing;
  if (text === standing && row.was[key] === standing) {
    delete row.now[key];
    delete row.was[key];
  } else {
    row.now[key] = text;
  }
  delete row.errors[key];
  delete row.theirs[key];
  row.said = [];
  row.stuck = false;
}

function perform(step, back) {
  if (step.kind === "cell") put(step.row, step.key, back ? step.from : step.to);
  if (step.kind === "add") {
    if (back) drop(step.row); else revive(step.row, step.place);
  }
  if (step.kind === "remove") {
    if (back) revive(step.row, step.place); else strike(step.row);
  }
}

function strike(row) {
  if (row.id) { row.removed = true; row.stuck = false; row.said = []; } else drop(row);
}
// A row that the portal has forgotten already comes back as a new one.
function drop(row) {
  if (row.id) row.removed = true; else table.rows = table.rows.filter((other) => other !== row);
}
function revive(row, place) {
  row.removed = false;
  row.stuck = false;
  if (!table.rows.includes(row)) table.rows.splice(Math.min(place, table.rows.length), 0, row);
}

export function act(steps) {
  const real = steps.filter((step) => step.kind !== "cell" || step.from !== step.to);
  if (!real.length) return false;
  real.forEach((step) => perform(step, false));
  done.push(real);
  undone.length = 0;
  tell(real.map((step) => step.row));
  return true;
}
export const cellStep = (row, key, to) => ({ kind: "cell", row, key, from: value(row, key), to });
export function newRow() {
  return rowOf({ id: null, version: 0, may: true, cells: {} });
}
export const addStep = (row) => ({ kind: "add", row, place: table.rows.length });
export const removeStep = (row) => ({ kind: "remove", row, place: table.rows.indexOf(row) });

function turn(from, to, back) {
  const steps = from.pop();
  if (!steps) return null;
  (back ? [...steps].reverse() : steps).forEach((step) => perform(step, back));
  to.push(steps);
  tell(steps.map((step) => step.row));
  return steps[0];
}
export const undo = () => turn(done, undone, true);
export const redo = () => turn(undone, done, false);
export const canUndo = () => done.length > 0;
export const canRedo = () => undone.length > 0;

// What the portal answered to a row: it stands now as `line`, what was typed since stays.
export function settle(row, line, sent) {
  row.id = line.id;
  row.version = line.version;
  row.may = line.may;
  row.cells = { ...line.cells };
  for (const [key, text] of Object.entries(sent)) if (row.now[key] === text) { delete row.now[key]; delete row.was[key]; }
  for (const key of Object.keys(row.now)) row.was[key] = row.cells[key] ?? "";
  Object.assign(row, { errors: {}, theirs: {}, said: [], stuck: false });
}
export function forget(row) {
  table.rows = table.rows.filter((other) => other !== row);
  Object.assign(row, { id: null, version: 0, token: token(), now: { ...row.cells, ...row.now }, cells: {}, was: {}, removed: false });
}
// Others' changes arrive in rows that nobody is typing in here.
export function refresh(lines) {
  const known = new Map(table.rows.filter((row) => row.id).map((row) => [row.id, row]));
  const fresh = [];
  const seen = new Set();
  for (const line of lines) {
    if (!line.id) continue;
    seen.add(line.id);
    const row = known.get(line.id);
    if (!row) {
      const blank = table.fixed && table.rows.find((one) => !one.id && one.cells.indicator === line.cells.indicator);
      if (blank && !changed(blank)) Object.assign(blank, { id: line.id, version: line.version, cells: { ...line.cells } });
      if (!blank) table.rows.push(rowOf(line));
      fresh.push(line.id);
    } else if (!changed(row) && row.version < line.version) {
      row.version = line.version;
      row.cells = { ...line.cells };
      fresh.push(line.id);
    }
  }
  const before = table.rows.length;
  table.rows = table.rows.filter((row) => !row.id || seen.has(row.id) || changed(row));
  return fresh.length > 0 || before !== table.rows.length;
}
