// How is a text saved? Every few seconds and on leaving, kept on the device meanwhile; two texts are both kept.

import { byId, field, form, locked, tell, tellCount, text, words } from "./page.js";

const SAVE_AFTER = 2500;
const TRY_AGAIN_AFTER = 8000;

const store = {
  read() { try { return JSON.parse(localStorage.getItem(form.dataset.key)); } catch { return null; } },
  write(value) { try { localStorage.setItem(form.dataset.key, JSON.stringify(value)); } catch { /* full or forbidden: the server copy remains */ } },
  clear() { try { localStorage.removeItem(form.dataset.key); } catch { /* forbidden */ } },
};

const saving = { version: Number(form.elements.base_version.value), clean: field.value, lost: [], timer: 0, running: null, stopped: locked() };

export const dirty = () => field.value !== saving.clean;

export function changed() {
  if (saving.stopped) return;
  tell(words.unsaved);
  store.write({ html: field.value, version: saving.version, at: Date.now() });
  clearTimeout(saving.timer);
  saving.timer = setTimeout(save, SAVE_AFTER);
}

export function save() {
  if (saving.running || saving.stopped || !dirty()) return saving.running ?? Promise.resolve();
  clearTimeout(saving.timer);
  saving.running = send(field.value).finally(() => { saving.running = null; });
  return saving.running;
}

async function send(html) {
  tell(words.saving);
  let response;
  try {
    response = await fetch(form.dataset.save, { method: "POST", body: payload(html), headers: { Accept: "application/json" } });
  } catch {
    return waitForConnection(html);
  }
  if (response.redirected || response.status === 403) return stop(words.signin);
  let answer;
  try { answer = await response.json(); } catch { return waitForConnection(html); }
  if (answer.state === "saved") return saved(html, answer);
  if (answer.state === "conflict") return conflict(html, answer);
  return stop((answer.reasons ?? []).join(" "));
}

function payload(html) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("base_version", saving.version);
  body.append("html", html);
  return body;
}

function saved(html, answer) {
  Object.assign(saving, { version: answer.version, clean: html, lost: [] });
  form.elements.base_version.value = answer.version;
  tell(answer.said);
  tellCount(answer.words);
  form.dispatchEvent(new CustomEvent("saved", { detail: answer }));
  if (dirty()) { changed(); return; }
  store.clear();
}

function waitForConnection(html) {
  saving.lost.push(html);
  tell(words.offline, "off");
  clearTimeout(saving.timer);
  saving.timer = setTimeout(save, TRY_AGAIN_AFTER);
}

function stop(reason) {
  saving.stopped = true;
  tell(reason, "off");
}

// Two texts
function conflict(html, answer) {
  // The answer to an earlier attempt was lost on the way: what is there is what was sent from here.
  if (saving.lost.includes(answer.theirs)) {
    saving.version = answer.version;
    saving.clean = answer.theirs;
    saving.lost = [];
    form.elements.base_version.value = answer.version;
    return send(field.value);
  }
  saving.stopped = true;
  tell(words.conflict, "two");
  const panel = byId("editor-conflict");
  const head = panel.querySelector("[data-said]");
  head.textContent = head.dataset.said.replace("{who}", answer.by).replace("{when}", answer.when);
  panel.querySelector("[data-theirs]").innerHTML = answer.theirs;  // sanitised by the server when it was saved
  panel.hidden = false;
  panel.scrollIntoView({ block: "center" });
  panel.onclick = (event) => {
    const choice = event.target.closest("[data-conflict]")?.dataset.conflict;
    if (!choice) return;
    saving.version = answer.version;
    form.elements.base_version.value = answer.version;
    saving.clean = answer.theirs;
    saving.stopped = false;
    panel.hidden = true;
    if (choice === "theirs") text.replace(answer.theirs);
    save();
    text.focus();
  };
  return undefined;
}

// Leaving and coming back
addEventListener("online", save);
addEventListener("beforeunload", (event) => { if (dirty() && !leaving) event.preventDefault(); });
addEventListener("pagehide", () => {
  if (!dirty() || saving.stopped || leaving) return;
  navigator.sendBeacon?.(form.dataset.save, payload(field.value));
});
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
let leaving = false;
form.addEventListener("submit", () => { leaving = true; store.clear(); });
for (const step of document.querySelectorAll('.dock form[action*="/kirim/"]')) {
  step.addEventListener("submit", async (event) => {
    if (leaving || !dirty()) return;
    event.preventDefault();
    event.stopPropagation();
    await save();
    if (dirty()) return;
    leaving = true;
    step.submit();
  });
}

function restore() {
  const kept = store.read();
  if (!kept || kept.html === field.value) { store.clear(); return; }
  if (saving.stopped) return;
  saving.version = kept.version;
  form.elements.base_version.value = kept.version;
  field.value = kept.html;
  tell(words.restored, "off");
  saving.timer = setTimeout(save, 500);
}
if (!document.querySelector("[role=alert] #two-texts")) restore();
field.addEventListener("input", changed);

// The editor writes the same text in its own hand; that is no change.
export function settle() {
  if (!dirty()) { field.value = text.read(); saving.clean = field.value; }
}
