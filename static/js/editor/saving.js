// How is a text saved? Every few seconds and on leaving; what the portal does not have yet is kept on the device.
// The editor's element says in `data-saved` whether the portal has every word.

import { device, forget, keep, lastSaved, live, newTab, noteSaved, orphans, remove } from "./drafts.js";
import { showConflict } from "./merging.js";
import { box, byId, field, form, locked, tell, tellCount, text, words } from "./page.js";
import { bodyOf, sendText } from "./sending.js";

const SAVE_AFTER = 2500;
const AT_LEAST_EVERY = 5000;
const TRY_AGAIN_AFTER = 8000;
const BEACON_LIMIT = 60000;

export const saving = {
  version: Number(form.elements.base_version.value),
  clean: field.defaultValue,
  tab: newTab(),
  stroke: 0,
  writer: Number(form.dataset.writer),
  timer: 0,
  running: null,
  dirtySince: 0,
  away: false,
  halted: locked() ? "locked" : "",
};
let leaving = false;

export const dirty = () => field.value !== saving.clean;
const mark = () => { box.dataset.saved = String(!dirty() && !saving.running && !saving.halted); };
export const token = () => form.elements.csrfmiddlewaretoken.value;

export function changed() {
  mark();
  if (saving.halted === "locked") return;
  if (!dirty()) { clearTimeout(saving.timer); saving.timer = 0; forget(saving.tab); return; }
  saving.dirtySince ||= Date.now();
  keepDraft();
  if (saving.halted === "blocked") return;
  if (saving.away) { if (!saving.timer) later(TRY_AGAIN_AFTER); return; }
  if (!saving.halted) tell(words.unsaved);
  const waited = Date.now() - saving.dirtySince;
  later(Math.max(0, Math.min(SAVE_AFTER, AT_LEAST_EVERY - waited)));
}

function keepDraft() {
  keep({
    tab: saving.tab, stroke: saving.stroke, writer: saving.writer, section: form.dataset.section, title: form.dataset.title,
    html: field.value, version: saving.version, at: Date.now(), save: form.dataset.save, page: location.pathname,
  });
}

function later(after) {
  clearTimeout(saving.timer);
  saving.timer = setTimeout(() => { saving.timer = 0; save(); }, after);
}

export function save(options = {}) {
  if (saving.running) return saving.running;
  if (saving.halted === "locked" || saving.halted === "blocked" || (!dirty() && !options.settled)) return Promise.resolve();
  clearTimeout(saving.timer);
  saving.timer = 0;
  saving.running = send(field.value, options).finally(() => {
    saving.running = null;
    mark();
    if (dirty() && !saving.halted && !saving.away) changed();
  });
  return saving.running;
}

function values(html) {
  saving.stroke += 1;
  return { html, base_version: saving.version, tab: saving.tab, stroke: saving.stroke, writer: saving.writer };
}

async function send(html, { settled = false } = {}) {
  if (!saving.halted && !saving.away) tell(words.saving);
  saving.dirtySince = 0;
  const sent = values(html);
  if (settled) sent.settled = "1";
  const { kind, answer } = await sendText(form.dataset.save, sent, { token, fresh: freshToken });
  saving.away = kind === "lost";
  if (kind === "saved") return saved(html, answer);
  if (kind === "conflict") return conflict(answer);
  if (kind === "signin") return signedOut();
  if (kind === "blocked") return halt("blocked", (answer.reasons ?? []).join(" "));
  if (kind === "somebody") return halt("blocked", words.somebody.replace("{who}", answer.who));
  if (kind === "forbidden") return halt("blocked", words.forbidden);
  if (kind === "large") return halt("blocked", words.large);
  tell(device.keeps ? words.offline : words.onlyhere, "off");
  return later(TRY_AGAIN_AFTER);
}

function saved(html, answer) {
  Object.assign(saving, { version: answer.version, clean: html, halted: "" });
  form.elements.base_version.value = answer.version;
  byId("editor-signin").hidden = true;
  byId("editor-conflict").hidden = true;
  tell(answer.said);
  tellCount(answer.words);
  noteSaved({ section: form.dataset.section, writer: saving.writer, version: answer.version, html });
  if (dirty()) keepDraft(); else forget(saving.tab);
  form.dispatchEvent(new CustomEvent("saved", { detail: answer }));
}

function halt(kind, reason) {
  saving.halted = kind;
  tell(reason, "off");
}

// Signed out: the words stay here; as soon as the same person is signed in again, they are sent.
function signedOut() {
  halt("signin", words.signin);
  byId("editor-signin").hidden = false;
}

export async function freshToken() {
  let response;
  try { response = await fetch(`${form.dataset.pen}?tab=${saving.tab}`, { headers: { Accept: "application/json" }, redirect: "manual" }); } catch { return "lost"; }
  if (response.type === "opaqueredirect") return "signin";
  if (!response.ok) return "forbidden";
  const answer = await response.json();
  if (answer.user !== saving.writer) return "forbidden";
  for (const place of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) place.value = answer.token;
  return true;
}

async function comeBack() {
  if (saving.halted === "signin" && (await freshToken()) === true) saving.halted = "";
  if (!saving.halted) save();
}
addEventListener("online", comeBack);
addEventListener("focus", comeBack);
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); else comeBack(); });

// Two texts: the portal keeps what is written here beside the newer one until somebody chooses.
function conflict(answer) {
  saving.halted = "conflict";
  tell(words.conflict, "two");
  showConflict(answer, (choice) => {
    saving.version = answer.version;
    form.elements.base_version.value = answer.version;
    saving.halted = "";
    if (choice === "theirs") { adopt(answer.version, answer.theirs); }
    save({ settled: true });
    text.focus();
  });
}

// What somebody else wrote becomes the text here, and counts as saved.
export function adopt(version, html) {
  text.replace(html);
  field.value = text.read();
  Object.assign(saving, { version, clean: field.value, dirtySince: 0 });
  form.elements.base_version.value = version;
  clearTimeout(saving.timer);
  saving.timer = 0;
  forget(saving.tab);
  mark();
}

// Leaving: words that the portal has not got yet go along, or wait here for the next visit.
function leave() {
  if (leaving || !dirty() || saving.halted === "locked" || saving.halted === "blocked") return;
  const body = bodyOf(values(field.value), token());
  if (field.value.length * 2 < BEACON_LIMIT) navigator.sendBeacon?.(form.dataset.save, body);
}
addEventListener("pagehide", leave);
addEventListener("beforeunload", (event) => {
  if (!leaving && dirty() && !device.keeps) event.preventDefault();
});
for (const step of document.querySelectorAll('#section-form, .dock form[action*="/kirim/"]')) {
  step.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    event.stopPropagation();
    await saving.running;
    await save();
    if (dirty()) return;
    leaving = true;
    form.elements.tab.value = saving.tab;
    form.elements.stroke.value = saving.stroke + 1;
    if (event.submitter?.name) step.append(Object.assign(document.createElement("input"), { type: "hidden", name: event.submitter.name, value: event.submitter.value }));
    step.submit();
  });
}

// Coming back: the newest words that never arrived stand here again, as if nothing had happened.
// What was typed into the plain field before this script ran comes first; older words are sent beside it.
export async function restore() {
  if (document.querySelector("[data-two-texts]")) return;
  const typed = dirty();
  const known = form.hasAttribute("data-kept") && (await lastSaved(form.dataset.section, saving.writer));
  if (form.hasAttribute("data-kept")) tell(words.offline, "off");
  if (known && known.version > saving.version && !typed) {
    field.value = known.html;
    Object.assign(saving, { version: known.version, clean: known.html });
    form.elements.base_version.value = known.version;
  }
  const kept = (await orphans(saving.writer)).filter((draft) => draft.section === form.dataset.section);
  for (const draft of kept) if (draft.html === field.value) remove(draft.tab);
  const older = kept.filter((draft) => draft.html !== field.value);
  const newest = typed || saving.halted === "locked" ? null : older.shift();
  if (older.length) form.addEventListener("saved", () => older.forEach(sendOlder), { once: true });
  if (!newest) { live(saving.tab); return; }
  Object.assign(saving, { tab: newest.tab, stroke: newest.stroke + 1, version: newest.version });
  live(saving.tab);
  form.elements.base_version.value = newest.version;
  field.value = newest.html;
  tell(words.restored, "off");
  later(500);
}

// An older draft from another window meets the newer text: the portal keeps it beside.
async function sendOlder(draft) {
  const sent = { html: draft.html, base_version: draft.version, tab: draft.tab, stroke: draft.stroke + 1, writer: draft.writer };
  const { kind } = await sendText(form.dataset.save, sent, { token });
  if (kind === "saved" || kind === "conflict") remove(draft.tab);
}
field.addEventListener("input", changed);

// The editor writes the same text in its own hand; that is no change. What was typed before it stood is one.
export function settle() {
  const typed = dirty();
  field.value = text.read();
  if (!typed) saving.clean = field.value;
  else if (!saving.timer && !saving.running) changed();
  mark();
}
