// How does the writing page open without a connection? As it was read last, with what it needs to run.
// Only the writing pages are inside this worker's scope; their texts and drafts stay in the page's own store.

const PAGES = "naskah-halaman-1";
const PARTS = "naskah-bagian-1";
const MOST_PAGES = 30;
const isPage = (url) => /^\/rencana\/bagian\/\d+\/$/.test(url.pathname);
const isPart = (url) => url.pathname.startsWith("/static/");

// What a page sends goes straight to the portal: on leaving it, a worker would be asked too late to pass it on.
self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(event.addRoutes?.({ condition: { requestMethod: "POST" }, source: "network" }));
});
self.addEventListener("activate", (event) => event.waitUntil(tidy()));

async function tidy() {
  for (const name of await caches.keys()) if (![PAGES, PARTS].includes(name) && name.startsWith("naskah-")) await caches.delete(name);
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && isPage(url)) event.respondWith(page(request, url.pathname));
  else if (isPart(url)) event.respondWith(part(request));
});

// The portal's answer comes first; a redirect means signed out or closed: then no page stays here.
async function page(request, path) {
  const pages = await caches.open(PAGES);
  let answer;
  try {
    answer = await fetch(request);
  } catch (error) {
    const kept = await pages.match(path);
    if (kept) return marked(kept);
    throw error;
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) await caches.delete(PAGES);
  else if (answer.ok) await keep(pages, path, answer.clone());
  return answer;
}

// The page knows that it was kept: a newer text may lie in its own store.
async function marked(kept) {
  const words = (await kept.text()).replace('id="section-form"', 'id="section-form" data-kept');
  return new Response(words, { headers: kept.headers });
}

async function keep(pages, path, answer) {
  await pages.delete(path);
  await pages.put(path, answer);
  for (const old of (await pages.keys()).slice(0, -MOST_PAGES)) await pages.delete(old);
}

async function part(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request.url, { cacheName: PARTS });
    if (kept) return kept;
    throw error;
  }
}

// A page that has loaded names itself and its parts; another person's pages go.
self.addEventListener("message", (event) => event.waitUntil(remember(event.data ?? {})));

async function remember({ writer, path, parts = [] }) {
  const url = new URL(path ?? "/", location.origin);
  if (!writer || !isPage(url)) return;
  const named = await caches.open(PARTS);
  const before = await named.match("/static/penulis");
  if (before && (await before.text()) !== String(writer)) await caches.delete(PAGES);
  await named.put("/static/penulis", new Response(String(writer)));
  const wanted = new Set(parts.filter((one) => isPart(new URL(one, location.origin))));
  for (const one of wanted) if (!(await named.match(one))) await named.add(one).catch(() => {});
  for (const old of await named.keys()) if (!wanted.has(old.url) && !old.url.endsWith("/static/penulis")) await named.delete(old);
  const pages = await caches.open(PAGES);
  if (await pages.match(url.pathname)) return;
  const answer = await fetch(url.pathname, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
  if (answer?.ok) await keep(pages, url.pathname, answer);
}
