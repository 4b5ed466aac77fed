// How does a desk tick 300 people on a bad connection? Shown at once, kept on the device, sent once.
"use strict";

(() => {
  const form = document.querySelector("[data-roll]");
  const dock = document.querySelector(".dock[data-outbox]");
  if (!form || !dock) return;
  const KEY = dock.dataset.outbox;
  const state = dock.querySelector("[data-state]");
  const undo = dock.querySelector("[data-undo]");
  const done = [];
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return memory; } };
  let memory = [];
  const write = (list) => { memory = list; try { localStorage.setItem(KEY, JSON.stringify(list)); } catch { /* kept in memory only */ } };
  const newKey = () => {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  const buttons = (row, session) => [...form.querySelectorAll(`button[name=mark][value^="${row}-${session}-"]`)];
  const stateOf = (row, session) => {
    const all = buttons(row, session);
    if (!all.length) return "none";
    if (all[0].getAttribute("aria-pressed") === "true") return "present";
    return all[1]?.getAttribute("aria-pressed") === "true" || all[0].classList.contains("izin") ? "excused" : "none";
  };

  function show(row, session, now, note) {
    const before = stateOf(row, session);
    const [here, away] = buttons(row, session);
    if (!here) return;
    const press = (button, on, name) => {
      button.setAttribute("aria-pressed", String(on));
      button.value = `${row}-${session}-${on ? "none" : name}`;
    };
    press(here, now === "present", "present");
    if (away) press(away, now === "excused", "excused");
    else {
      here.classList.toggle("izin", now === "excused");
      here.textContent = now === "excused" ? form.dataset.letter : "";
      count(here.closest("tr"));
    }
    const said = here.closest("li")?.querySelector("[data-note]");
    if (said && note !== undefined) said.textContent = note;
    if (before !== now) tally(before, now);
  }
  function count(line) {
    const cell = line?.querySelector("[data-row-count]");
    if (cell) cell.textContent = line.querySelectorAll("[aria-pressed=true]").length;
  }
  const numbers = (name) => document.querySelectorAll(`[data-count="${name}"]`);
  const put = (name, value) => numbers(name).forEach((place) => { place.textContent = value; });
  const get = (name) => Number(numbers(name)[0]?.textContent ?? 0);
  function tally(before, now) {
    put(before, get(before) - 1);
    put(now, get(now) + 1);
    meter();
  }
  function meter() {
    const bar = document.querySelector("[data-meter]");
    if (bar) bar.value = get("present");
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=mark]");
    if (!button) return;
    event.preventDefault();
    const [row, session, now] = button.value.split("-");
    tick(row, session, now, stateOf(row, session));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  function tick(row, session, now, before) {
    if (before !== undefined) done.push([row, session, before]);
    undo.hidden = !done.length;
    show(row, session, now, "");
    write([...read(), { key: newKey(), mark: `${row}-${session}-${now}`, at: Date.now() }]);
    send();
  }
  undo.addEventListener("click", () => {
    const last = done.pop();
    if (last) tick(...last);
    undo.hidden = !done.length;
  });

  let sending = false;
  async function send() {
    draw();
    if (sending) return;
    sending = true;
    try {
      for (let item = read()[0]; item; item = read()[0]) if (!(await sent(item))) break;
    } finally {
      sending = false;
      draw();
    }
  }
  async function sent(item) {
    const body = new URLSearchParams({ mark: item.mark, key: item.key });
    const waited = Date.now() - item.at;
    if (waited > 5000) body.set("age", String(waited));
    const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", headers, body, redirect: "manual" });
    } catch {
      draw("off");
      return false;
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) { draw("login"); return false; }
    if (answer.status === 429 || answer.status >= 500) { draw("off"); return false; }
    write(read().filter((other) => other.key !== item.key));
    const [row, session] = item.mark.split("-");
    let told = {};
    try { told = await answer.json(); } catch { /* a page of words: nothing to show */ }
    if (told.refused) {
      show(row, session, "none", told.refused);
      document.getElementById("said").textContent = told.refused;
    } else if (told.state && !read().some((other) => other.mark.startsWith(`${row}-${session}-`))) {
      show(row, session, told.state, told.note);
    }
    return true;
  }

  function draw(trouble = "") {
    const many = read().length;
    const words = trouble === "login" ? dock.dataset.loginWords : dock.dataset.unsentWords;
    state.classList.toggle("off", many > 0);
    state.querySelector("span").textContent = many ? words.replace("{n}", many) : dock.dataset.sentWords;
    state.classList.toggle("calm", many === 0);
  }
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(() => { if (read().length) send(); }, 8000);
  for (const item of read()) show(...item.mark.split("-"));
  send();

  // Others tick too, and phones check in: look again while the page is open and nothing waits.
  async function look() {
    if (!form.dataset.states || document.hidden || read().length) return;
    let told;
    try { told = await (await fetch(form.dataset.states, { headers: { Accept: "application/json" }, redirect: "error" })).json(); } catch { return; }
    if (read().length) return;
    const present = new Set(told.present);
    const excused = new Set(told.excused);
    const session = form.dataset.session;
    form.querySelectorAll("li[id^=p]").forEach((line) => {
      const row = Number(line.id.slice(1));
      const now = present.has(row) ? "present" : excused.has(row) ? "excused" : "none";
      if (stateOf(row, session) !== now) show(row, session, now, "");
    });
  }
  setInterval(look, 30000);

  // Search as you type: on one page among the rows, on several the server looks.
  const search = document.querySelector("[data-roll-search]");
  const field = search?.elements.cari;
  const lines = [...form.querySelectorAll("ul.roll > li, tbody tr[id]")].map((line) => {
    const group = line.closest("ul.roll")?.previousElementSibling ?? line.closest("tbody").querySelector(".group");
    const name = line.querySelector(".who, th[scope=row]")?.textContent ?? "";
    return { line, words: `${name} ${group?.textContent ?? ""}`.toLowerCase() };
  });
  function filter() {
    const asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let any = false;
    for (const { line, words } of lines) {
      line.hidden = !asked.every((word) => words.includes(word));
      any ||= !line.hidden;
    }
    form.querySelectorAll(".roll-group").forEach((head) => { head.hidden = !head.nextElementSibling.querySelector("li:not([hidden])"); });
    form.querySelectorAll("tbody").forEach((body) => { body.hidden = !body.querySelector("tr[id]:not([hidden])"); });
    const nobody = form.querySelector("[data-nobody]");
    if (nobody) nobody.hidden = any || !lines.length;
  }
  let typing;
  field?.addEventListener("input", () => {
    if (!document.querySelector(".pager a")) { filter(); return; }
    clearTimeout(typing);
    typing = setTimeout(() => search.requestSubmit(), 600);
  });
  search?.addEventListener("submit", (event) => {
    if (event.submitter || document.activeElement !== field || document.querySelector(".pager a")) return;
    event.preventDefault();
  });
})();
