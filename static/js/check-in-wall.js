// How does the wall show the next code by itself, and stay awake?
"use strict";

(() => {
  let wall = document.querySelector("[data-wall]");
  let left = Number(wall.dataset.seconds);
  const words = () => wall.querySelector("[data-left]");
  async function renew() {
    try {
      const answer = await fetch(location.href, { redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-wall]");
      if (!next) return;
      wall.replaceWith(next);
      wall = next;
      left = Number(wall.dataset.seconds);
    } catch {
      left = 5;
    }
  }
  setInterval(() => {
    left -= 1;
    const place = words();
    if (place) place.textContent = place.textContent.replace(/\d+/, String(Math.max(left, 0)));
    if (left <= 0) { left = 5; renew(); } else if (left % 15 === 0) renew();
  }, 1000);
  const awake = () => navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { awake(); renew(); } });
  document.addEventListener("click", () => document.documentElement.requestFullscreen?.().catch(() => {}), { once: true });
  awake();
})();
