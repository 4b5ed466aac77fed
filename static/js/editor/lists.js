// How is one of many chosen by keyboard, finger or mouse? A filtered list in a dialog.

import { form, words } from "./page.js";

export async function fetchJson(url) {
  try {
    const response = await fetch(url, { headers: { Accept: "application/json" } });
    if (response.ok && !response.redirected) return await response.json();
  } catch { /* no connection: told below */ }
  return null;
}

// Groups are [title, [[value, text]]]; the filter keeps what holds all its words.
export function offer(select, filter, groups, chosen = "") {
  function fill() {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    select.replaceChildren();
    for (const [title, rows] of groups) {
      const fits = rows.filter(([, text]) => wanted.every((word) => text.toLowerCase().includes(word)));
      if (!fits.length) continue;
      const group = Object.assign(document.createElement("optgroup"), { label: title });
      for (const [value, text] of fits) group.append(new Option(text, value, false, value === chosen));
      select.append(group);
    }
    if (select.selectedIndex < 0 && select.options.length) select.selectedIndex = 0;
  }
  filter.oninput = fill;
  filter.onkeydown = (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    select.focus();
  };
  select.ondblclick = () => select.form.requestSubmit();
  fill();
}

export function say(dialog, reason) {
  const notice = dialog.querySelector("[data-refused]");
  notice.hidden = !reason;
  notice.querySelector("p").textContent = reason;
}

export const noList = () => words.nolist;
export const addressOf = (name) => form.dataset[name];
