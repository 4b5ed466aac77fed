// Where in the text is what the checks found? A wave under the words, a mark beside the block; the list stays the list.
(() => {
  const panel = () => document.getElementById("check-marks");
  if (!panel()) return;
  const WEIGHTS = ["must", "should"];
  const SOON = 4000, LATER = 20000;
  const quiet = matchMedia("(prefers-reduced-motion: reduce)");

  function textOf(item) {
    const editor = document.getElementById("editor-text");
    if (editor) return editor;
    return document.querySelector(`#section-${item.dataset.finding} [data-text]`);
  }

  const found = () => [...panel().querySelectorAll("[data-finding]")].filter((item) => item.dataset.finding);

  // All letters of the text, white space as one, each with its place.
  function flat(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const places = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.data.length; at += 1) {
        const letter = /\s/.test(node.data[at]) ? " " : node.data[at];
        if (letter === " " && text.endsWith(" ")) continue;
        text += letter;
        places.push([node, at]);
      }
    }
    return { text, places };
  }

  function alike(one, two) {
    let count = 0;
    while (count < one.length && count < two.length && one[count] === two[count]) count += 1;
    return count;
  }

  const turned = (words) => [...words].reverse().join("");

  // Among several places the one in the most similar surroundings.
  function rangeOf(read, item) {
    const { quote, prefix, suffix } = item.dataset;
    if (!quote) return null;
    let best = -1, most = -1;
    for (let at = read.text.indexOf(quote); at >= 0; at = read.text.indexOf(quote, at + 1)) {
      const fit = alike(turned(read.text.slice(Math.max(0, at - 60), at)), turned(prefix || ""))
        + alike(read.text.slice(at + quote.length, at + quote.length + 60), suffix || "");
      if (fit > most) [best, most] = [at, fit];
    }
    if (best < 0) return null;
    const range = document.createRange();
    range.setStart(...read.places[best]);
    const [node, at] = read.places[best + quote.length - 1];
    range.setEnd(node, at + 1);
    return range;
  }

  function blockOf(root, item, range) {
    if (range) {
      let node = range.startContainer;
      while (node.parentNode && node.parentNode !== root) node = node.parentNode;
      if (node.nodeType === Node.ELEMENT_NODE) return node;
    }
    return item.dataset.block === "" ? null : root.children[Number(item.dataset.block)] || null;
  }

  const places = new Map();

  function draw() {
    for (const old of document.querySelectorAll(".check-gutter")) old.remove();
    places.clear();
    const ranges = { must: [], should: [] };
    const reads = new Map();
    for (const item of found()) {
      const root = textOf(item);
      if (!root) continue;
      if (!reads.has(root)) reads.set(root, flat(root));
      const range = rangeOf(reads.get(root), item);
      const block = blockOf(root, item, range);
      if (range) ranges[item.dataset.weight].push(range);
      if (block) places.set(item, { root, block });
      const show = item.querySelector("[data-show]");
      if (show) show.hidden = !block;
    }
    if (window.CSS && CSS.highlights && window.Highlight) {
      for (const weight of WEIGHTS) CSS.highlights.set(`check-${weight}`, new Highlight(...ranges[weight]));
    }
    gutters();
  }

  const titleOf = (item) => item.querySelector("b")?.textContent || "";

  // One strip beside each text, outside what is edited.
  function gutters() {
    const strips = new Map();
    for (const [item, { root, block }] of places) {
      const frame = root.parentElement;
      if (!strips.has(root)) {
        const strip = document.createElement("div");
        strip.className = "check-gutter";
        strip.setAttribute("aria-hidden", "true");
        frame.classList.add("has-check-gutter");
        frame.append(strip);
        strips.set(root, { strip, top: frame.getBoundingClientRect().top, taken: new Map() });
      }
      const { strip, top, taken } = strips.get(root);
      if (taken.has(block)) {
        const mark = taken.get(block);
        mark.title += `, ${titleOf(item)}`;
        if (item.dataset.weight === "must") mark.dataset.weight = "must";
        continue;
      }
      const mark = document.createElement("button");
      mark.type = "button";
      mark.tabIndex = -1;
      mark.className = "check-mark";
      mark.dataset.weight = item.dataset.weight;
      mark.title = titleOf(item);
      mark.style.top = `${block.getBoundingClientRect().top - top + frame.scrollTop}px`;
      mark.addEventListener("click", () => go(item));
      strip.append(mark);
      taken.set(block, mark);
    }
  }

  function go(element) {
    element.closest("[data-more]")?.setAttribute("open", "");
    element.scrollIntoView({ block: "center", behavior: quiet.matches ? "auto" : "smooth" });
    element.classList.remove("pointed");
    requestAnimationFrame(() => element.classList.add("pointed"));
    setTimeout(() => element.classList.remove("pointed"), 2000);
  }

  document.addEventListener("click", (event) => {
    const show = event.target.closest?.("#check-marks [data-show]");
    const place = show && places.get(show.closest("[data-finding]"));
    if (place) go(place.block);
  });

  // While somebody writes a reason the list stays as it is.
  function isFree() {
    return !document.hidden && !panel().contains(document.activeElement) && !panel().querySelector("li details[open]");
  }

  async function renew() {
    const here = panel();
    if (isFree() && window.htmx) {
      const address = `${here.dataset.renew}?seen=${encodeURIComponent(here.dataset.stamp)}`;
      try {
        await window.htmx.ajax("GET", address, { target: "#check-marks", swap: "outerHTML" });
      } catch {
        // Without a connection the marks stay as they are.
      }
    }
    setTimeout(renew, panel().hasAttribute("data-waiting") ? SOON : LATER);
  }

  // The strips that are drawn here are no news.
  function isOurs(change) {
    if (change.target.parentElement?.closest(".check-gutter") || change.target.className === "check-gutter") return true;
    return [...change.addedNodes, ...change.removedNodes].every((node) => node.className === "check-gutter") && change.type === "childList";
  }

  let planned = 0;
  function drawSoon() {
    clearTimeout(planned);
    planned = setTimeout(draw, 250);
  }

  draw();
  if (panel().hasAttribute("data-in-editor")) {
    setTimeout(renew, LATER);
    const editor = document.getElementById("editor");
    if (editor) new MutationObserver((changes) => {
      if (!changes.every(isOurs)) drawSoon();
    }).observe(editor, { childList: true, subtree: true, characterData: true });
  }
  addEventListener("resize", drawSoon);
  addEventListener("load", drawSoon);
  document.addEventListener("htmx:load", (event) => { if (event.detail.elt.id === "check-marks") draw(); });
})();
