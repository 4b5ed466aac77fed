// How does this page come back without a connection? It tells its worker what it is made of.

import { form } from "./page.js";

const partsOf = () => performance.getEntriesByType("resource").map((entry) => entry.name)
  .filter((name) => new URL(name).origin === location.origin && new URL(name).pathname.startsWith("/static/"));

export async function startOffline() {
  const address = form.dataset.worker;
  if (!address || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(address);
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ writer: form.dataset.writer, path: location.pathname, parts: partsOf() });
  } catch {
    // Without a worker the draft still waits on this device for the next visit.
  }
}
