// How does a phone check in on a bad connection? Kept here until it is sent, and sent once.
"use strict";

(() => {
  const outbox = document.querySelector("[data-outbox]");
  const done = document.querySelector("[data-done]");
  const page = document.querySelector("[data-check-in]");
  const KEY = "hadir-belum-terkirim";
  const ME = "hadir-saya";
  const load = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* a closed store keeps nothing */ } };
  const drop = (key) => { try { localStorage.removeItem(key); } catch { /* nothing kept */ } };
  let memory = [];
  const waiting = () => load(KEY) ?? memory;
  const store = (list) => { memory = list; keep(KEY, list); };
  const newKey = () => {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  const csrf = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");

  // The phone remembers its person, so that the next session takes one press.
  const link = document.querySelector("[data-remember]");
  if (link) keep(ME, { ticket: link.dataset.remember, name: link.dataset.name });
  const me = load(ME);
  const card = page?.querySelector("[data-me]");
  if (card && me?.ticket) {
    card.hidden = false;
    card.querySelector("[data-me-name]").textContent = me.name;
    card.querySelector("[name=ticket]").value = me.ticket;
    card.querySelector("[data-not-me]").addEventListener("click", () => { drop(ME); card.hidden = true; page.querySelector("#cari").focus(); });
  }

  // Find by typing.
  const find = page?.querySelector("[data-find]");
  const found = page?.querySelector("[data-found]");
  const rowForm = page?.querySelector("[data-row-form]");
  let typing;
  async function look() {
    const words = find.elements.cari.value.trim();
    if (!/^\d{1,5}$/.test(words) && words.length < 3) { found.replaceChildren(); return; }
    try {
      const answer = await fetch(`${page.dataset.url}?cari=${encodeURIComponent(words)}`, { headers: { "X-Check-In": "1" } });
      found.innerHTML = await answer.text();
      rowForm.hidden = true;
    } catch {
      found.textContent = page.dataset.offlineRow;
      rowForm.hidden = !/^\d{1,5}$/.test(words);
      rowForm.elements.row.value = words;
    }
  }
  find?.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  find?.elements.cari.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(look, 350); });

  // Confirm: first kept, then sent.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-confirm]");
    if (!form || !page) return;
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
    store([...waiting(), { key: newKey(), url: page.dataset.url, values, at: Date.now() }]);
    send();
  });

  let sending = false;
  async function send() {
    if (sending) return;
    sending = true;
    try {
      for (let item = waiting()[0]; item; item = waiting()[0]) if (!(await sent(item))) break;
    } finally {
      sending = false;
      draw();
    }
  }
  async function sent(item) {
    const body = new URLSearchParams({ ...item.values, key: item.key });
    const waited = Date.now() - item.at;
    if (waited > 3000) body.set("age", String(waited));
    let answer, told;
    try {
      answer = await fetch(item.url, { method: "POST", body, headers: { Accept: "application/json", ...csrf() } });
      told = await answer.json();
    } catch {
      return false;
    }
    if (answer.status >= 500) return false;
    store(waiting().filter((other) => other.key !== item.key));
    if (told.ticket) keep(ME, { ticket: told.ticket, name: told.name });
    say(told);
    return true;
  }
  function say(told) {
    done.hidden = false;
    done.classList.toggle("ok", !told.refused);
    done.classList.toggle("redo", Boolean(told.refused));
    done.querySelector("[data-said]").textContent = told.refused ? `${outbox.dataset.refusedWords} ${told.refused}` : told.said;
    done.querySelector("[data-where]").textContent = told.session ?? "";
    if (page && !told.refused) page.hidden = true;
    done.scrollIntoView({ block: "center" });
  }
  function draw() {
    if (!outbox) return;
    const many = waiting().length;
    outbox.hidden = !many;
    outbox.querySelector("[data-unsent]").textContent = outbox.dataset.unsentWords.replace("{n}", many);
    outbox.querySelector("[data-kept]").textContent = outbox.dataset.keptWords;
    if (page && many) page.hidden = true;
  }
  outbox?.querySelector("[data-send-now]").addEventListener("click", send);
  window.addEventListener("online", send);
  setInterval(() => { if (waiting().length) send(); }, 8000);
  draw();
  send();
})();
