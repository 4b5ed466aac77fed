// How does a group keep what it types when the connection fails, and send every row exactly once?
"use strict";

(() => {
  const outbox = document.getElementById("belum-terkirim");
  const store = {
    read(key, otherwise) { try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; } },
    write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* a full or closed store keeps nothing */ } },
    forget(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  };
  const SECRET = new Set(["csrfmiddlewaretoken", "token", "version"]);
  const newToken = () => [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
  const typed = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => !SECRET.has(name)));
  const addForm = () => document.getElementById("tambah-isi");

  // Drafts: what is typed stays on this device until it is saved.
  function restore(form) {
    const kept = store.read(form.dataset.draft);
    if (!kept) return;
    for (const [name, value] of Object.entries(kept)) {
      const field = form.elements[name];
      if (field && "value" in field) field.value = value;
    }
    // The words belong to the row as it was read then: who changed it since is told on saving.
    if (kept.read) form.elements.version.value = kept.read;
  }
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form) store.write(form.dataset.draft, { ...typed(form), read: form.elements.version.value });
  });
  document.addEventListener("click", (event) => {
    const leave = event.target.closest("[data-forget]");
    if (leave) store.forget(leave.closest("form").dataset.draft);
  });

  // After a row was added: choices stay, words go, the next row begins.
  function nextRow() {
    const form = addForm();
    if (!form) return;
    store.forget(form.dataset.draft);
    for (const field of form.elements) {
      if (field.tagName === "SELECT" || SECRET.has(field.name) || field.type === "hidden") continue;
      if ("value" in field && field.tagName !== "BUTTON") field.value = field.defaultValue && field.type === "number" ? field.defaultValue : "";
    }
    form.elements.token.value = newToken();
    form.querySelectorAll(".is-invalid").forEach((field) => field.classList.remove("is-invalid"));
    form.querySelectorAll(".invalid-feedback, .form-errors").forEach((said) => said.remove());
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  }
  document.addEventListener("row-saved", (event) => {
    const asked = event.detail.elt?.closest?.("form[data-draft]");
    if (asked) store.forget(asked.dataset.draft);
    if (event.detail.added) nextRow();
  });

  // Ctrl+Enter saves from a field of several lines.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.target.closest("form.row-form")?.requestSubmit();
  });

  // Answers that say no carry the form with its sentences: show them.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.requestConfig?.elt?.matches("[data-rows]") && isOpen(event.detail.requestConfig.elt)) { event.detail.shouldSwap = false; return; }
    if (![409, 410, 422].includes(event.detail.xhr.status)) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const list = event.detail.elt;
    if (!list.matches("[data-rows]")) return;
    if (document.hidden || isOpen(list)) event.preventDefault();
  });
  // A list in which somebody began to change a row stays, also when a newer one was asked for before.
  const isOpen = (list) => list.querySelector("form.row-form, details[open]") !== null;
  document.addEventListener("htmx:load", (event) => {
    event.detail.elt.querySelectorAll?.("form[data-draft]:not([data-told])").forEach(restore);
    event.detail.elt.querySelector?.("form[data-row-form=ubah] :is(textarea, input:not([type=hidden]))")?.focus();
  });

  // Rows that did not reach the server wait here, each with its token, so that none arrives twice.
  const waiting = () => (outbox ? store.read(outbox.dataset.key, []) : []);
  function keep(form) {
    const row = { token: form.elements.token.value, values: typed(form) };
    store.write(outbox.dataset.key, [...waiting().filter((other) => other.token !== row.token), row]);
    nextRow();
    draw(outbox.dataset.kept);
  }
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) => document.addEventListener(name, (event) => {
    const form = event.detail.elt;
    const status = event.detail.xhr?.status ?? 0;
    if (outbox && form.matches?.("[data-row-form=baru]") && (status === 0 || status >= 500)) keep(form);
  }));

  function draw(said = "") {
    if (!outbox) return;
    const rows = waiting();
    outbox.hidden = !rows.length;
    if (said) outbox.querySelector("[data-said]").textContent = said;
    outbox.querySelector("[data-waiting]").replaceChildren(...rows.map((row) => {
      const line = document.createElement("li");
      line.append(Object.values(row.values).filter((value) => value && Number.isNaN(Number(value))).join(" · "));
      if (row.refused) {
        const back = document.createElement("button");
        back.type = "button";
        back.className = "btn btn-small btn-secondary";
        back.textContent = outbox.dataset.correct;
        back.addEventListener("click", () => correct(row));
        line.append(" ", back);
      }
      return line;
    }));
  }
  function correct(row) {
    const form = addForm();
    for (const [name, value] of Object.entries(row.values)) if (form.elements[name]) form.elements[name].value = value;
    store.write(outbox.dataset.key, waiting().filter((other) => other.token !== row.token));
    store.write(form.dataset.draft, row.values);
    draw();
    form.requestSubmit();
  }

  let sending = false;
  async function send() {
    if (!outbox || sending || !navigator.onLine) return;
    sending = true;
    const before = waiting().length;
    try {
      for (const row of waiting().filter((other) => !other.refused)) if (!(await sent(row))) break;
    } finally {
      sending = false;
      draw();
    }
    if (waiting().length < before) htmx.ajax("GET", outbox.dataset.url, { target: "#baris", swap: "outerHTML" });
  }
  async function sent(row) {
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };
    const body = new URLSearchParams({ ...row.values, token: row.token });
    let answer;
    try {
      answer = await fetch(outbox.dataset.url, { method: "POST", headers, body, redirect: "manual" });
    } catch {
      return false;
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) { draw(outbox.dataset.signIn); return false; }
    if (answer.status >= 500) return false;
    if (answer.ok) {
      store.write(outbox.dataset.key, waiting().filter((other) => other.token !== row.token));
    } else {
      store.write(outbox.dataset.key, waiting().map((other) => (other.token === row.token ? { ...other, refused: true } : other)));
      draw(outbox.dataset.refused);
    }
    return true;
  }
  outbox?.querySelector("[data-send-now]").addEventListener("click", send);
  window.addEventListener("online", send);
  setInterval(() => { if (waiting().length) send(); }, 15000);

  document.querySelectorAll("form[data-draft]:not([data-told])").forEach(restore);
  draw(outbox?.dataset.kept);
  send();
})();
