// How does the cover look while colours are being chosen? Painted and measured as one picks.
"use strict";

(() => {
  const form = document.querySelector("[data-brand]");
  const cover = document.querySelector("[data-preview]");
  const rows = [...document.querySelectorAll("[data-pairs] tbody tr")];
  if (!form || !cover) return;
  const WHITE = "#ffffff", QUIET = "#6d6456";
  const said = (name) => form.elements.namedItem(name)?.value ?? WHITE;
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = (colour) => [1, 3, 5]
    .map((place) => linear(parseInt(colour.slice(place, place + 2), 16) / 255))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const contrast = (one, two) => {
    const [dark, bright] = [light(one), light(two)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const written = new Intl.NumberFormat(document.documentElement.lang || "id", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

  function show() {
    for (const name of ["primary", "accent", "ground"]) {
      cover.querySelectorAll(`[data-paint="${name}"]`).forEach((shape) => shape.setAttribute("fill", said(name)));
      cover.querySelectorAll(`[data-edge="${name}"]`).forEach((shape) => shape.setAttribute("stroke", said(name)));
    }
    const plain = said("motif") === "plain";
    cover.querySelector("[data-motif]")?.setAttribute("visibility", plain ? "hidden" : "visible");
    const pairs = [
      [said("primary"), WHITE], [said("primary"), said("ground")],
      [QUIET, said("ground")], [said("accent"), said("primary")],
    ];
    rows.forEach((row, place) => {
      const value = contrast(...pairs[place]);
      const word = row.querySelector("[data-word]");
      row.querySelector("[data-value]").textContent = written.format(value);
      word.textContent = value >= Number(row.dataset.least) ? word.dataset.good : word.dataset.bad;
    });
  }

  form.addEventListener("input", show);
  form.addEventListener("change", show);
})();
