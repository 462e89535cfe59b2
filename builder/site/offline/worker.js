/**
 * The service worker: keeps what a visitor opened, for when there is no connection. It stands at `sw.js`, with `OFFLINE`
 * before it (`worker.py`).
 *
 * - Pages come from the web whenever the web answers, and are never taken from a cache then: nobody is stuck on an old one.
 * - What is named after its content (`assets/`, `media/`) comes from the cache when it is there.
 * - Only what the web still has is kept: the browser's own cache is not believed for anything with a word of a story in it,
 *   or a page that was open during a withdrawal would hand the story on to the worker of the next build.
 * - Whenever the list of withdrawn stories is another one than before, everything with a word of a story in it is forgotten
 *   before the list is handed on. So nothing has to know which page, list or picture shows which story. The same when a
 *   page says so: it shows a story that is on the list, because the host still had it.
 * - Each build has caches of its own; the next build throws them away. With `offline: false` this file only cleans up.
 *
 * It keeps nothing private, because nothing private is on the web.
 *
 * @typedef {object} Offline
 * @property {boolean} isOn
 * @property {string} build changes when anything of the site does
 * @property {string[]} shell what is kept from the start, from the root of the site
 * @property {Record<string, string>} pages language → its page for what was not kept
 * @property {string} language the city's own
 * @property {string} marks the list of withdrawn stories
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const ROOT = new URL(worker.registration.scope).pathname;
const PREFIX = `vertelkaart ${ROOT} `;
const SHELL = `${PREFIX}${OFFLINE.build} shell`;
const VISITED_END = " visited";
const VISITED = `${PREFIX}${OFFLINE.build}${VISITED_END}`;
const MOST_KEPT = 400;
const GONE = [404, 410];

/** How often what was visited was forgotten: what was asked for before that is not kept any more. */
let forgotten = 0;

/** @param {string} uri from the root of the site */
const address = (uri) => new URL(ROOT + uri, worker.location.origin).href;

/** @param {string} url */
const withoutQuery = (url) => {
  const plain = new URL(url);
  plain.search = "";
  plain.hash = "";
  return plain.href;
};

/** @param {string} url */
const uriOf = (url) => new URL(url).pathname.slice(ROOT.length);

/** Whether it is named after what is in it. @param {string} url */
const isNamedByContent = (url) => /^(assets|media)\//.test(uriOf(url));

/**
 * Whether an address is of this site and may be kept: pages and what they are made of. Not the worker, for it would never
 * change again, and no feed or list of all stories that is opened by itself, for nothing there asks for the marks.
 * @param {string} url
 */
function isOurs(url) {
  return url.startsWith(address("")) && (isNamedByContent(url) || /(^|\/|\.html)$/.test(uriOf(url)));
}

/** Whether it is a style, a script or a font: they hold no word of a story. @param {string} url */
const isWordless = (url) => uriOf(url).startsWith("assets/vk-");

/** Where something is kept. @param {string} url */
const cacheOf = (url) => caches.open(isWordless(url) ? SHELL : VISITED);

/** How it is asked for: whether the web still has it, unless there is no word of a story in it. @param {string} url */
const cacheMode = (url) => /** @type {RequestCache} */ (isWordless(url) ? "default" : "no-cache");

/** Deletes the caches of this site that are not wanted. @param {(name: string) => boolean} isWanted */
async function deleteCaches(isWanted) {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !isWanted(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** A next worker is a next site: what the last one kept goes at once, for this one may never be whole. */
async function install() {
  await deleteCaches((name) => name === VISITED || !name.endsWith(VISITED_END));
  const shell = await caches.open(SHELL);
  await shell.addAll(OFFLINE.shell.map((uri) => new Request(address(uri), { cache: "no-cache" })));
  const answer = await fetch(address(OFFLINE.marks), { cache: "no-store" }).catch(() => null);
  if (answer?.ok) await keepMarks(await answer.text()); // without it, all is forgotten when the list is there again
  await worker.skipWaiting();
}

async function activate() {
  await deleteCaches((name) => [SHELL, VISITED].includes(name));
  await worker.clients.claim();
}

/** The end of it: `offline: false`, or a map that is being looked after. */
async function retire() {
  await deleteCaches(() => false);
  await worker.registration.unregister();
}

/**
 * Keeps an answer, unless everything was forgotten since it was asked for.
 * @param {string} url
 * @param {Response} answer
 * @param {number} askedAfter
 */
async function keep(url, answer, askedAfter) {
  const cache = await cacheOf(url);
  if (askedAfter !== forgotten) return;
  await cache.put(withoutQuery(url), answer);
  if (askedAfter !== forgotten) await cache.delete(withoutQuery(url));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_KEPT)).map((key) => cache.delete(key)));
}

/**
 * From the web, and kept; without a connection what was kept.
 * @param {FetchEvent} event
 * @param {() => Promise<Response>} otherwise
 */
async function fromWeb(event, otherwise) {
  const { request } = event;
  const askedAfter = forgotten;
  try {
    const cache = ["reload", "no-store"].includes(request.cache) ? request.cache : cacheMode(request.url);
    const answer = await fetch(request, { cache });
    if (answer.status === 200) event.waitUntil(keep(request.url, answer.clone(), askedAfter));
    if (GONE.includes(answer.status)) event.waitUntil((await cacheOf(request.url)).delete(withoutQuery(request.url)));
    return answer;
  } catch {
    return (await kept(request.url)) ?? otherwise();
  }
}

/** @param {string} url */
async function kept(url) {
  return (await cacheOf(url)).match(withoutQuery(url), { ignoreVary: true });
}

/** The page for what was not kept, in the language of the address, with ways that hold at any depth. @param {string} url */
async function offlinePage(url) {
  const first = uriOf(url).split("/", 1)[0] ?? "";
  const uri = OFFLINE.pages[first] ?? OFFLINE.pages[OFFLINE.language] ?? "";
  const page = await (await caches.open(SHELL)).match(address(uri), { ignoreVary: true });
  const html = (await page?.text()) ?? "";
  const back = `"${"../".repeat(uri.split("/").length - 1)}`;
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  return new Response(html.replaceAll(back, `"${ROOT}`), { status: 503, headers });
}

/** Forgets everything with a word of a story in it, and what is on its way as well. */
async function forget() {
  forgotten += 1;
  await caches.delete(VISITED);
}

/**
 * The list of withdrawn stories, and everything forgotten first when it is another one. Where it cannot be had, the one that
 * was seen last: a page that was kept in spite of it drops what it must not show.
 * @param {Request} request
 */
async function freshMarks(request) {
  const answer = await fetch(request).catch(() => null);
  if (!answer?.ok) return (await seenMarks()) ?? answer ?? Response.error();
  try {
    await noteMarks(await answer.clone().text());
  } catch {
    // a full disk keeps the list from no page; it is another one the next time, too
  }
  return answer;
}

/** The list that was seen last. */
async function seenMarks() {
  return (await caches.open(SHELL)).match(address(OFFLINE.marks));
}

/** Tells the other pages that are open of another list, when it is sure not to be another one each time. @param {string} text */
async function noteMarks(text) {
  if (text === (await (await seenMarks())?.text())) return;
  await forget();
  await keepMarks(text);
  for (const client of await worker.clients.matchAll()) client.postMessage({ marks: "other" });
}

/** As what was seen last: 203 says that it does not come from the web. @param {string} text */
async function keepMarks(text) {
  await (await caches.open(SHELL)).put(address(OFFLINE.marks), new Response(text, { status: 203 }));
}

/**
 * Keeps what a page had loaded before this worker was there.
 * @param {string[]} addresses
 */
async function keepLoaded(addresses) {
  const askedAfter = forgotten;
  for (const url of addresses.filter(isOurs)) {
    if (isNamedByContent(url) && (await kept(url))) continue;
    const answer = await fetch(url, { cache: cacheMode(url) });
    if (answer.status === 200) await keep(url, answer, askedAfter);
  }
}

/** @param {FetchEvent} event */
function answer(event) {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range") || !request.url.startsWith(address(""))) return;
  if (uriOf(request.url) === OFFLINE.marks) event.respondWith(freshMarks(request));
  else if (!isOurs(request.url)) return;
  else if (request.mode === "navigate") event.respondWith(fromWeb(event, () => offlinePage(request.url)));
  else if (isNamedByContent(request.url) && request.cache === "default") {
    event.respondWith(kept(request.url).then((found) => found ?? fromWeb(event, async () => Response.error())));
  } else event.respondWith(fromWeb(event, async () => Response.error()));
}

if (OFFLINE.isOn) {
  worker.addEventListener("install", (event) => event.waitUntil(install()));
  worker.addEventListener("activate", (event) => event.waitUntil(activate()));
  worker.addEventListener("fetch", answer);
  worker.addEventListener("message", (event) => {
    if (Array.isArray(event.data?.keep)) event.waitUntil(keepLoaded(event.data.keep.map(String)));
    if (event.data?.forget) event.waitUntil(forget());
  });
} else {
  worker.addEventListener("install", () => void worker.skipWaiting());
  worker.addEventListener("activate", (event) => event.waitUntil(retire()));
}
