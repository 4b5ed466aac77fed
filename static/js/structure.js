// Arranging with keys and by dragging, and choosing all sections of a chapter at once.
// Everything works without it: each step is a button, each section has its box.

const outline = document.querySelector("[data-outline]");
const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

function rowOf(target) {
  return target instanceof Element ? target.closest("[data-section]") : null;
}

function moveForm(row) {
  return row.querySelector("form:has(button[name=step])");
}

if (outline) {
  outline.addEventListener("keydown", (event) => {
    const step = event.altKey && STEPS[event.key];
    const row = step && rowOf(event.target);
    const button = row && row.querySelector(`button[value="${step}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  const arrived = rowOf(document.getElementById(location.hash.slice(1)));
  if (arrived) arrived.focus();

  let dragged = null;
  for (const row of outline.querySelectorAll("[data-section]")) {
    if (!moveForm(row)) continue;
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.section);
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === row) return;
      event.preventDefault();
      row.classList.add("landing");
    });
    row.addEventListener("dragleave", () => row.classList.remove("landing"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      row.classList.remove("landing");
      if (!dragged || dragged === row) return;
      const form = moveForm(dragged);
      form.elements.before.value = row.dataset.section;
      form.submit();
    });
    row.addEventListener("dragend", () => {
      dragged = null;
    });
  }
}

for (const all of document.querySelectorAll("[data-pick-all]")) {
  const boxes = [...document.querySelectorAll(`[data-chapter="${all.dataset.pickAll}"]`)];
  const tell = () => {
    const picked = boxes.filter((box) => box.checked).length;
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  };
  all.hidden = false;
  all.parentElement.querySelector("[data-pick-words]").hidden = false;
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  boxes.forEach((box) => box.addEventListener("change", tell));
  tell();
}
