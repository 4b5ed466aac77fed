// In which words does the grid speak? Those that the page brought along.

export const root = document.getElementById("kisi");
const known = new Map([...root.querySelectorAll("[data-word]")].map((span) => [span.dataset.word, span.textContent]));
root.querySelector("[data-words]").remove();

export function word(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), known.get(name) ?? name);
}
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") made.className = value;
    else if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
const said = document.getElementById("said");
export const say = (text) => { if (said) said.textContent = text; };
