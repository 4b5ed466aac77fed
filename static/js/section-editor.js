// How is a section written? An editor over the plain field, saved every few seconds, kept on the device meanwhile.

const form = document.getElementById("section-form");
const field = document.getElementById("section-text");
const words = document.getElementById("editor-words-for-script").dataset;
const box = document.getElementById("editor");
const SAVE_AFTER = 2500;
const TRY_AGAIN_AFTER = 8000;

const store = {
  read() { try { return JSON.parse(localStorage.getItem(form.dataset.key)); } catch { return null; } },
  write(value) { try { localStorage.setItem(form.dataset.key, JSON.stringify(value)); } catch { /* full or forbidden: the server copy remains */ } },
  clear() { try { localStorage.removeItem(form.dataset.key); } catch { /* forbidden */ } },
};

// ---- state line -----------------------------------------------------------------------------
const line = document.getElementById("editor-state");
function tell(text, kind = "") {
  line.className = `saved ${kind}`;
  const icon = line.querySelector(".i");
  if (icon && kind) icon.remove();
  const last = line.querySelector("span") ?? line.appendChild(document.createElement("span"));
  last.textContent = text;
}
function tellCount(count) {
  const counter = document.getElementById("editor-words");
  counter.textContent = counter.dataset.words.replace("{n}", count);
}

// ---- saving ---------------------------------------------------------------------------------
const saving = { version: Number(form.elements.base_version.value), clean: field.value, lost: [], timer: 0, running: null, stopped: form.hasAttribute("data-locked") };

const dirty = () => field.value !== saving.clean;

function changed() {
  if (saving.stopped) return;
  tell(words.unsaved);
  store.write({ html: field.value, version: saving.version, at: Date.now() });
  clearTimeout(saving.timer);
  saving.timer = setTimeout(save, SAVE_AFTER);
}

function save() {
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

// ---- two texts ------------------------------------------------------------------------------
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
  const panel = document.getElementById("editor-conflict");
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
    if (choice === "theirs") editor?.commands.setContent(answer.theirs, { emitUpdate: true });
    if (choice === "theirs" && !editor) field.value = answer.theirs;
    save();
    (editor?.view.dom ?? field).focus();
  };
  return undefined;
}

// ---- leaving and coming back ----------------------------------------------------------------
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

// ---- the editor -----------------------------------------------------------------------------
let editor = null;
start().catch((error) => { console.error(error); tell(words.failed, "off"); });

async function start() {
  const lib = await import(new URL(form.dataset.library, location.href).href);
  const wanted = JSON.parse(document.getElementById("editor-extensions").textContent);
  const basics = ["Document", "Paragraph", "Text", "Dropcursor", "Gapcursor", "TrailingNode"];
  const extensions = basics.map((name) => lib[name]);
  for (const [name, options] of Object.entries(wanted)) {
    if (lib[name]) extensions.push(typeof options === "object" ? lib[name].configure(options) : lib[name]);
  }
  const holder = document.createElement("div");
  field.before(holder);
  editor = new lib.Editor({
    element: holder,
    extensions,
    content: field.value,
    injectCSS: false,
    editable: !form.hasAttribute("data-locked"),
    editorProps: {
      attributes: { id: "editor-text", class: "editor-text prose", role: "textbox", "aria-multiline": "true", "aria-label": document.querySelector("label[for=section-text]").textContent, lang: "id", spellcheck: "true" },
      handlePaste: (view, event) => picturesOf(event.clipboardData, event),
      handleDrop: (view, event) => picturesOf(event.dataTransfer, event),
    },
    onUpdate() { field.value = normal(editor.getHTML()); changed(); },
    onTransaction: showState,
  });
  if (!dirty()) { field.value = normal(editor.getHTML()); saving.clean = field.value; }
  box.classList.add("ready");
  if (!form.hasAttribute("data-locked")) box.querySelector(".toolbar").hidden = false;
  showState();
}

// The server keeps neither the editor's classes nor the empty line at the end.
function normal(html) {
  return html.replace(/ class="figure(-caption)?"/g, "").replace(/ data-type="[^"]*"/g, "").replace(/(<p><\/p>)+$/, "");
}

// ---- toolbar --------------------------------------------------------------------------------
const chain = () => editor.chain().focus();
const DO = {
  h3: () => chain().toggleHeading({ level: 3 }).run(),
  h4: () => chain().toggleHeading({ level: 4 }).run(),
  bold: () => chain().toggleBold().run(),
  italic: () => chain().toggleItalic().run(),
  bullets: () => chain().toggleBulletList().run(),
  numbers: () => chain().toggleOrderedList().run(),
  quote: () => chain().toggleBlockquote().run(),
  undo: () => chain().undo().run(),
  redo: () => chain().redo().run(),
  table: askForTable,
  figure: askForFigure,
  link: askForLink,
  "row-add": () => chain().addRowAfter().run(),
  "row-remove": () => chain().deleteRow().run(),
  "column-add": () => chain().addColumnAfter().run(),
  "column-remove": () => chain().deleteColumn().run(),
  "header-row": () => chain().toggleHeaderRow().run(),
  merge: () => chain().mergeOrSplit().run(),
  "table-remove": () => chain().deleteTable().run(),
};
const IS = {
  h3: () => editor.isActive("heading", { level: 3 }),
  h4: () => editor.isActive("heading", { level: 4 }),
  bold: () => editor.isActive("bold"),
  italic: () => editor.isActive("italic"),
  bullets: () => editor.isActive("bulletList"),
  numbers: () => editor.isActive("orderedList"),
  quote: () => editor.isActive("blockquote"),
  link: () => editor.isActive("link"),
};

box.addEventListener("click", (event) => {
  const verb = event.target.closest("[data-do]")?.dataset.do;
  if (verb && editor) DO[verb]();
});
// One Tab stop per toolbar; arrows move inside it.
box.addEventListener("keydown", (event) => {
  const bar = event.target.closest("[role=toolbar]");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!bar || !step) return;
  const buttons = [...bar.querySelectorAll("button")];
  const next = buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length];
  event.preventDefault();
  next.focus();
});

// New tables and pictures stand below the table in which the cursor is, never inside it.
function leaveTable() {
  const { $from } = editor.state.selection;
  for (let depth = 1; depth <= $from.depth; depth += 1) {
    if ($from.node(depth).type.name !== "table") continue;
    const below = $from.after(depth);
    chain().insertContentAt(below, { type: "paragraph" }).setTextSelection(below + 1).run();
    return;
  }
}

function showState() {
  if (!editor) return;
  for (const [verb, test] of Object.entries(IS)) {
    box.querySelector(`[data-do="${verb}"]`).setAttribute("aria-pressed", String(test()));
  }
  box.querySelector(".table-tools").hidden = !editor.isEditable || !editor.isActive("table");
}

// ---- dialogs --------------------------------------------------------------------------------
const byId = (id) => document.getElementById(id);

function ask(dialog, act) {
  const inner = dialog.querySelector("form");
  inner.onsubmit = (event) => { event.preventDefault(); act(event.submitter?.value ?? ""); };
  dialog.showModal();
}

function askForTable() {
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

function askForLink() {
  const dialog = byId("link-dialog");
  byId("link-href").value = editor.getAttributes("link").href ?? "";
  ask(dialog, (choice) => {
    const href = byId("link-href").value.trim();
    dialog.close();
    if (choice === "remove" || !href) chain().extendMarkRange("link").unsetLink().run();
    else chain().extendMarkRange("link").setLink({ href }).run();
  });
}

// The picture under the cursor, with its place in the text.
function pictureHere() {
  const { selection } = editor.state;
  if (selection.node?.type.name === "image") return { node: selection.node, pos: selection.from };
  for (let depth = selection.$from.depth; depth > 0; depth -= 1) {
    const node = selection.$from.node(depth);
    if (node.type.name === "figure" && node.firstChild) return { node: node.firstChild, pos: selection.$from.before(depth) + 1 };
  }
  return null;
}

function askForFigure() {
  const dialog = byId("figure-dialog");
  const here = pictureHere();
  dialog.querySelector("[data-file]").hidden = Boolean(here);
  byId("figure-caption").parentElement.hidden = Boolean(here);
  byId("figure-alt").value = here?.node.attrs.alt ?? "";
  refuse("");
  ask(dialog, async () => {
    if (here) {
      dialog.close();
      editor.chain().setNodeSelection(here.pos).updateAttributes("image", { alt: byId("figure-alt").value.trim() }).focus().run();
      return;
    }
    const sent = await upload(byId("figure-file").files[0], byId("figure-alt").value.trim());
    if (!sent) return;
    dialog.close();
    insertFigure(sent, byId("figure-caption").value.trim());
    for (const id of ["figure-file", "figure-alt", "figure-caption"]) byId(id).value = "";
  });
}

function refuse(reason) {
  const notice = byId("figure-dialog").querySelector("[data-refused]");
  notice.hidden = !reason;
  notice.querySelector("p").textContent = reason;
}

async function upload(file, alt) {
  const bar = byId("figure-dialog").querySelector("[data-sending]");
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  if (file) body.append("image", file);
  body.append("alt", alt);
  bar.hidden = false;
  try {
    const response = await fetch(form.dataset.upload, { method: "POST", body, headers: { Accept: "application/json" } });
    const answer = await response.json();
    if (response.ok) return answer;
    refuse((answer.reasons ?? [words.refused]).join(" "));
  } catch {
    refuse(words.refused);
  } finally {
    bar.hidden = true;
  }
  return null;
}

function insertFigure({ src, alt }, caption) {
  leaveTable();
  const content = [{ type: "image", attrs: { src, alt } }];
  content.push({ type: "caption", content: caption ? [{ type: "text", text: caption }] : [] });
  chain().insertContent([{ type: "figure", content }, { type: "paragraph" }]).run();
}

// A pasted or dropped picture opens the dialog, because it needs its description.
function picturesOf(data, event) {
  const file = [...(data?.files ?? [])].find((one) => one.type.startsWith("image/"));
  if (!file) return false;
  event.preventDefault();
  askForFigure();
  const chosen = new DataTransfer();
  chosen.items.add(file);
  byId("figure-file").files = chosen.files;
  return true;
}
