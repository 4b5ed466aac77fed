// Who writes here now? One tiny request every few seconds; whoever does not hold the pen reads along.
// The editor's element says in `data-pen` whose it is, once all is ready: mine, theirs, closed, unknown without a connection.

import { box, byId, form, locked, text } from "./page.js";
import { adopt, dirty, freshToken, save, saving, token } from "./saving.js";
import { bodyOf } from "./sending.js";

const EVERY = 15000;
const READING_EVERY = 8000;
const banner = byId("editor-pen");
let mine = true;
let timer = 0;
let asking = false;

export async function startPen() {
  if (locked()) { box.dataset.pen = "closed"; return; }
  banner.querySelector("[data-take]").addEventListener("click", () => ask("take"));
  addEventListener("pagehide", () => { if (mine || asking) navigator.sendBeacon?.(form.dataset.pen, bodyOf({ tab: saving.tab, act: "leave" }, token())); });
  addEventListener("pageshow", (event) => { if (event.persisted) ask("return"); });
  addEventListener("focus", () => { if (!mine) ask("keep"); });
  await ask("open");
}

async function ask(act) {
  clearTimeout(timer);
  let answer = null;
  asking = true;
  try {
    answer = await told(act);
  } catch { /* no connection: go on writing, the text is kept here */ }
  asking = false;
  if (answer) await heed(answer);
  box.dataset.pen = answer?.pen ? (mine ? "mine" : "theirs") : "unknown";
  timer = setTimeout(() => ask("keep"), mine ? EVERY : READING_EVERY);
}

async function told(act, again = true) {
  const values = { tab: saving.tab, act };
  if (!saving.running) values.version = saving.version;
  const response = await fetch(form.dataset.pen, { method: "POST", body: bodyOf(values, token()), headers: { Accept: "application/json" }, redirect: "manual" });
  if (response.status === 403 && again && (await freshToken()) === true) return told(act, false);
  return response.ok ? response.json() : null;
}

async function heed({ pen, version, html, by }) {
  const had = mine;
  if (had && !pen.mine && dirty()) await save();
  mine = pen.mine;
  text.allow(mine);
  banner.hidden = mine;
  if (!mine) show(pen, had);
  const newer = html !== undefined && version > saving.version;
  if (newer && !dirty() && !saving.running && !saving.halted) {
    adopt(version, html);
    byId("said").textContent = form.dataset.renewed.replace("{who}", by);
  }
}

function show(pen, taken) {
  const said = banner.querySelector("[data-said]");
  const kind = pen.self ? "self" : taken ? "taken" : "other";
  if (banner.dataset.kind === "taken" && kind === "other") return;
  banner.dataset.kind = kind;
  banner.querySelector("[data-take]").hidden = false;
  said.textContent = said.dataset[kind].replace("{who}", pen.who).replace("{when}", pen.since);
}
