// Which keys do what? The same list is written out in the dialog of shortcuts.

import { box, byId } from "./page.js";

// One Tab stop per toolbar: arrows move inside it, Escape goes back to the text.
export function arrowsInToolbars(backToText) {
  for (const bar of box.querySelectorAll("[role=toolbar]")) {
    const buttons = [...bar.querySelectorAll("button")];
    buttons.forEach((button, place) => { button.tabIndex = place ? -1 : 0; });
    bar.addEventListener("focusin", (event) => {
      for (const button of buttons) button.tabIndex = button === event.target ? 0 : -1;
    });
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.preventDefault(); backToText(); return; }
      const at = buttons.indexOf(event.target);
      const goal = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
      if (goal === undefined) return;
      event.preventDefault();
      buttons[(goal + buttons.length) % buttons.length].focus();
    });
  }
}

export function toToolbar() {
  const bars = [...box.querySelectorAll("[role=toolbar]:not([hidden])")];
  (bars.at(-1).querySelector("[tabindex='0']") ?? bars[0].querySelector("button")).focus();
  return true;
}

export function showKeys() {
  byId("keys-dialog").showModal();
  return true;
}

// A toolbar verb on a key: "Mod" is Ctrl, on a Mac the command key.
export function keymap(doVerb, save) {
  const verbs = {
    "Mod-k": "link", "Mod-Alt-f": "footnote", "Mod-Alt-s": "source", "Mod-Alt-r": "reference", "Mod-Alt-t": "table",
    "Mod-Alt-g": "figure", "Mod-Alt-j": "table-title", "Mod-Alt-l": "bullets", "Mod-Alt-o": "numbers", "Mod-Alt-q": "quote",
  };
  const keys = Object.fromEntries(Object.entries(verbs).map(([key, verb]) => [key, () => { doVerb(verb); return true; }]));
  return { ...keys, "Mod-s": () => { save(); return true; }, "Alt-F10": toToolbar, "Mod-/": showKeys };
}
