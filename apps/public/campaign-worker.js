// Lets the page of a campaign open again without a network. It keeps the page and the files of its build, and
// nothing that the API answers: what was seen of a campaign, the page itself keeps, and says how old it is.

const cacheName = "campaign-page";
/** A build has fewer files; the oldest go. */
const filesMax = 200;
const assets = /^\/assets\/[^/]+$/;
const pages = /^\/campaign\//;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pages.test(pathname)) event.respondWith(page(event));
  else if (assets.test(pathname)) event.respondWith(file(event));
});

// What the page had loaded before there was a worker.
self.addEventListener("message", (event) => {
  const { page: address, files } = event.data;
  if (typeof address !== "string" || !pages.test(address) || !Array.isArray(files)) return;
  event.waitUntil(keepAll(address, files.slice(0, filesMax)));
});

async function keepAll(address, files) {
  const cache = await caches.open(cacheName);
  const answer = await fetch(address);
  if (answer.ok) await cache.put(new URL("/campaign/", self.location.origin), answer);
  for (const name of files) {
    if (typeof name !== "string" || !assets.test(name) || (await cache.match(name))) continue;
    const loaded = await fetch(name);
    if (loaded.ok) await cache.put(name, loaded);
  }
  await drop(cache);
}

/** From the network, so that it is the newest. Without one, or a server behind it, what was kept: one page for all campaigns. */
async function page({ request }) {
  const answer = await fetch(request).catch((error) => error);
  if (answer instanceof Response && answer.status < 500) return answer;
  const cache = await caches.open(cacheName);
  const kept = await cache.match(new URL("/campaign/", self.location.origin));
  if (kept !== undefined) return kept;
  if (answer instanceof Response) return answer;
  throw answer;
}

/** A file of the build has a hash in its name, so it never changes. */
async function file(event) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(event.request);
  if (kept !== undefined) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) {
    const copy = answer.clone();
    event.waitUntil(cache.put(event.request, copy).then(() => drop(cache)));
  }
  return answer;
}

async function drop(cache) {
  const keys = (await cache.keys()).filter(({ url }) => assets.test(new URL(url).pathname));
  for (const old of keys.slice(0, Math.max(0, keys.length - filesMax))) await cache.delete(old);
}
