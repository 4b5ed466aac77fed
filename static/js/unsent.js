// Which texts wait on this device although the portal does not have them? A list with a way to each.

import { orphans } from "./editor/drafts.js";

const box = document.getElementById("unsent");
const model = box?.querySelector("template");

async function show() {
  const kept = await orphans(Number(box.dataset.writer));
  const newest = new Map();
  for (const draft of kept) if (!newest.has(draft.section) && /^\/rencana\/bagian\/\d+\/$/.test(draft.page)) newest.set(draft.section, draft);
  box.querySelector("ul").replaceChildren(...[...newest.values()].map(row));
  box.hidden = !newest.size;
}

function row(draft) {
  const item = model.content.cloneNode(true);
  const link = item.querySelector("a");
  link.href = draft.page;
  link.textContent = draft.title;
  item.querySelector("time").textContent = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  return item;
}

if (box) show();
