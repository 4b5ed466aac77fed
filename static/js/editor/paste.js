// What does a paste from Word, Google Docs or Excel bring? The server reads it; its pictures are sent along first.

import { chain, editor } from "./core.js";
import { picturesOf } from "./figures.js";
import { box, byId, form, tell, words } from "./page.js";

const OFFICE = /mso-|class="?'?Mso|urn:schemas-microsoft|docs-internal-guid|data-sheets-|\[if !supportLists\]/i;
const said = byId("paste-words")?.dataset;

// Read as text: a parsed page would have its styles judged by the browser, and here they only carry meaning.
const QUIET = /<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]+>|&nbsp;|\s/gi;
const PICTURE = /<img\b[^>]*?\bsrc\s*=\s*(?:"(?:data:image\/|file:)[^"]*"|'(?:data:image\/|file:)[^']*')[^>]*>/gi;

// An office also puts a picture of the marked text on the clipboard: words come first.
export function pasted(data, event) {
  const html = data?.getData("text/html") ?? "";
  if (!html || !saysSomething(html)) return picturesOf(data, event);
  const pictures = html.match(PICTURE) ?? [];
  if (!said || !(OFFICE.test(html) || pictures.length)) return false;
  event.preventDefault();
  bring(html, pictures, data.getData("text/rtf"), data.getData("text/plain"));
  return true;
}

const saysSomething = (html) => html.replace(QUIET, "") !== "" || /<table\b/i.test(html);

async function bring(html, pictures, rtf, plain) {
  tell(said.reading);
  const place = editor.state.selection;
  const sent = await send(pictures, rtf);
  const lost = sent.filter((tag) => !tag).length;
  let turn = 0;
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("html", html.replace(PICTURE, () => sent[turn++]));
  let answer;
  try {
    const response = await fetch(said.url, { method: "POST", body, headers: { Accept: "application/json" } });
    answer = await response.json();
    if (!response.ok) { tell((answer.reasons ?? [words.refused]).join(" "), "off"); return; }
  } catch {
    insert(place, plain.split(/\r?\n/).filter(Boolean).map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })));
    tell(said.offline, "off");
    return;
  }
  insert(place, answer.html);
  const notes = [];
  if (lost) notes.push(said.lost.replace("{n}", lost));
  if (answer.undescribed) notes.push(said.undescribed.replace("{n}", answer.undescribed));
  note(notes);
}

// What the writer still has to do stays above the text until the next paste.
function note(lines) {
  byId("paste-notes")?.remove();
  if (!lines.length) return;
  const notice = document.createElement("div");
  notice.id = "paste-notes";
  notice.className = "notice wait mb-3";
  notice.setAttribute("role", "status");
  notice.textContent = lines.join(" ");
  box.before(notice);
}

function insert(place, content) {
  const size = editor.state.doc.content.size;
  chain().insertContentAt({ from: Math.min(place.from, size), to: Math.min(place.to, size) }, content).run();
}

// Pictures lie in the paste itself, or for Word in its second form (RTF), in the same order.
async function send(pictures, rtf) {
  const kept = picturesOfRtf(rtf);
  const sent = [];
  for (const tag of pictures) {
    const source = /\bsrc\s*=\s*["']([^"']*)/i.exec(tag)[1];
    const alt = /\balt\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
    const file = /^data:/i.test(source) ? fromData(source) : kept.shift();
    const address = file && await upload(file, alt?.[1] ?? alt?.[2] ?? "");
    sent.push(address ? `<img src="${address}"${alt ? ` ${alt[0]}` : ""}>` : "");
  }
  return sent;
}

function fromData(source) {
  const found = /^data:(image\/[\w+.-]+);base64,([A-Za-z0-9+/=\s]+)$/.exec(source);
  if (!found) return null;
  const bytes = Uint8Array.from(atob(found[2].replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
  return new File([bytes], "tempel", { type: found[1] });
}

function picturesOfRtf(rtf) {
  const found = [];
  const pattern = /\{\\pict[\s\S]*?\\(pngblip|jpegblip)[^\s]*(?:\s|\{\\\*\\blipuid [0-9a-f]+\})*([0-9a-f\s]+)\}/gi;
  for (const [, kind, hex] of (rtf ?? "").matchAll(pattern)) {
    const digits = hex.replace(/\s/g, "");
    const bytes = new Uint8Array(digits.length >> 1);
    for (let place = 0; place < bytes.length; place += 1) bytes[place] = parseInt(digits.substr(place * 2, 2), 16);
    found.push(new File([bytes], "tempel", { type: kind.toLowerCase() === "pngblip" ? "image/png" : "image/jpeg" }));
  }
  return found;
}

async function upload(file, alt) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("image", file);
  body.append("alt", alt);
  body.append("pasted", "1");
  try {
    const response = await fetch(form.dataset.upload, { method: "POST", body, headers: { Accept: "application/json" } });
    return response.ok ? (await response.json()).src : "";
  } catch {
    return "";
  }
}
