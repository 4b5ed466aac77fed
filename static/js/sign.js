// How does a person draw a signature? By finger, pen or mouse; typing and uploading need no script.
"use strict";

const form = document.querySelector("form[data-sign]");
if (form) {
  const pad = form.querySelector("[data-pad]");
  const field = form.querySelector("input[name=drawn]");
  const radios = [...form.querySelectorAll("input[name=way]")];
  const WIDTH = 900;
  const HEIGHT = 300;
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  let drawing = false;
  let last = null;

  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  canvas.setAttribute("role", "img");
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#0d1f6b";

  function place(event) {
    const box = canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) * (WIDTH / box.width), y: (event.clientY - box.top) * (HEIGHT / box.height) };
  }

  function clear() {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    field.value = "";
    pad.classList.remove("inked");
    canvas.setAttribute("aria-label", pad.dataset.empty);
  }

  function begin(event) {
    if (event.button) return;
    drawing = true;
    last = place(event);
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.arc(last.x, last.y, 2.5, 0, Math.PI * 2);
    pen.fillStyle = pen.strokeStyle;
    pen.fill();
    event.preventDefault();
  }

  function draw(event) {
    if (!drawing) return;
    const moves = event.getCoalescedEvents?.() ?? [event];
    for (const move of moves.length ? moves : [event]) {
      const here = place(move);
      const pressure = move.pointerType === "pen" ? move.pressure || 0.5 : 0.5;
      pen.lineWidth = 3 + pressure * 5;
      pen.beginPath();
      pen.moveTo(last.x, last.y);
      pen.lineTo(here.x, here.y);
      pen.stroke();
      last = here;
    }
    event.preventDefault();
  }

  function end() {
    if (!drawing) return;
    drawing = false;
    field.value = canvas.toDataURL("image/png");
    pad.classList.add("inked");
    canvas.setAttribute("aria-label", pad.dataset.filled);
  }

  function restore() {
    if (!field.value.startsWith("data:image/png;base64,")) return;
    const picture = new Image();
    picture.onload = () => { pen.drawImage(picture, 0, 0, WIDTH, HEIGHT); pad.classList.add("inked"); };
    picture.src = field.value;
  }

  function choose(way) {
    form.querySelectorAll("[data-pane]").forEach((pane) => { pane.hidden = pane.dataset.pane !== way; });
  }

  pad.append(canvas);
  const kept = field.value;
  clear();
  field.value = kept;
  restore();
  canvas.addEventListener("pointerdown", begin);
  canvas.addEventListener("pointermove", draw);
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  form.querySelector("[data-clear]").addEventListener("click", clear);
  form.querySelector("[data-way=drawn]").hidden = false;
  const touched = form.querySelector("[role=alert]:not([hidden])");
  const chosen = radios.find((radio) => radio.checked && !radio.defaultChecked);
  const start = chosen ?? (touched ? radios.find((radio) => radio.checked) : radios.find((radio) => radio.value === "drawn"));
  start.checked = true;
  choose(start.value);
  radios.forEach((radio) => radio.addEventListener("change", () => choose(radio.value)));

  // Who signs is proved as soon as it is typed: a slip is told at once, and signing itself is quick.
  const proof = form.querySelector("[data-prove]");
  if (proof) proveWhileTyping(proof);
}

function proveWhileTyping(box) {
  const secret = box.querySelector("input");
  const refused = box.querySelector("[data-refused]");
  const proved = form.querySelector("[data-proved]");
  let asking = null;

  async function ask() {
    const body = new URLSearchParams({ secret: secret.value, consent_sha256: form.elements.consent_sha256.value });
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await (await fetch(box.dataset.prove, { method: "POST", body, headers })).json();
      return answer;
    } catch {
      return null;
    }
  }

  async function prove() {
    const answer = await ask();
    if (!answer) return true;
    refused.textContent = answer.proved ? "" : answer.said;
    refused.hidden = answer.proved;
    secret.classList.toggle("is-invalid", !answer.proved);
    secret.value = "";
    if (!answer.proved) { secret.focus(); return false; }
    secret.disabled = true;
    box.hidden = true;
    proved.querySelector("span").textContent = answer.said;
    proved.hidden = false;
    return true;
  }

  secret.addEventListener("change", () => {
    if (secret.value && !asking) asking = prove().finally(() => { asking = null; });
  });
  form.addEventListener("submit", async (event) => {
    if (!asking) return;
    event.preventDefault();
    if (await asking) form.requestSubmit(event.submitter);
  });
}
