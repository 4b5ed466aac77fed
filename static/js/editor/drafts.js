// What is kept on this device until the portal has it? One draft per open page, in IndexedDB.

const NAME = "portal-naskah";
const SILENT_AFTER = 15000;
let opening = null;

function open() {
  opening ??= new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "tab" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
    asked.onblocked = () => fail(new Error("blocked"));
  });
  return opening;
}

async function act(mode, work) {
  const base = await open();
  return new Promise((done, fail) => {
    const step = base.transaction("drafts", mode);
    const asked = work(step.objectStore("drafts"));
    step.oncomplete = () => done(asked?.result);
    step.onerror = () => fail(step.error);
    step.onabort = () => fail(step.error);
  });
}

// Whether the device keeps drafts at all; a private window may refuse.
export const device = { keeps: true };

// One write at a time, always of the newest words.
let next = null;
let writing = null;

export function keep(draft) {
  next = { kind: "put", draft };
  return run();
}

export function forget(tab) {
  next = { kind: "delete", tab };
  return run();
}

function run() {
  writing ??= (async () => {
    while (next) {
      const step = next;
      next = null;
      try {
        await act("readwrite", (store) => (step.kind === "put" ? store.put(step.draft) : store.delete(step.tab)));
        device.keeps = true;
      } catch {
        device.keeps = false;
      }
    }
    writing = null;
  })();
  return writing;
}

export const remove = (tab) => act("readwrite", (store) => store.delete(tab)).catch(() => {});

// Drafts of this person that no open page is still writing, newest first.
export async function orphans(writer) {
  let all;
  try { all = await act("readonly", (store) => store.getAll()); } catch { device.keeps = false; return []; }
  const open = await living();
  return all
    .filter((draft) => draft.writer === writer && !draft.saved && !(open ? open.has(draft.tab) : Date.now() - draft.at < SILENT_AFTER))
    .sort((one, two) => two.at - one.at);
}

// What the portal saved last, so that a page that was kept for offline does not show an older text.
const savedName = (section) => `saved-${section}`;

export const noteSaved = (known) => act("readwrite", (store) => store.put({ ...known, tab: savedName(known.section), saved: true, at: Date.now() })).catch(() => {});

export async function lastSaved(section, writer) {
  try {
    const known = await act("readonly", (store) => store.get(savedName(section)));
    return known?.writer === writer ? known : null;
  } catch { return null; }
}

// An open page holds a lock by its name; the browser lets go of it when the page dies, however it dies.
export function live(tab) {
  navigator.locks?.request(`naskah-${tab}`, { ifAvailable: true }, (lock) => (lock ? new Promise(() => {}) : undefined)).catch(() => {});
}

async function living() {
  if (!navigator.locks) return null;
  const { held } = await navigator.locks.query();
  return new Set(held.filter((lock) => lock.name.startsWith("naskah-")).map((lock) => lock.name.slice(7)));
}

export function newTab() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
}
