/**
 * A page that a browser kept may show a story that was taken back since. Whenever a page comes into view, from the web, from
 * a cache or from a tab, the short list of withdrawn stories is asked for, past every cache; a page that shows one of them is
 * emptied at once and loaded afresh, and what the browser keeps for later is forgotten. Without a connection the worker
 * answers with the list that it saw last; without a worker nothing happens.
 */
import { isAnyWithdrawn, markOf, possibleIds, readMarks } from "../lib/withdrawal.js";
import { fromRoot } from "./root.js";

const LIST = "withdrawn.json";
const LEAST_PAUSE_MS = 30_000;
const PATIENCE_MS = 5000;
const ROUND_MS = 15 * 60_000;
const ONCE_PER_MS = 60_000;
const STORAGE_KEY = "vk-withdrawn-at";

/** @type {ReadonlySet<string> | null} */
let builtWith = null;
/** @type {Set<string>} */
let known = new Set();
let answeredAt = 0;
let isStale = false;

/**
 * Also looks for stories that a part of the page knows of without a link: it does when one was taken back since the
 * site of this page was built.
 * @param {Iterable<string>} marks of the stories that were withdrawn then
 */
export function watchEdition(marks) {
  builtWith = new Set(marks);
  dropWithdrawn();
}

/** Starts to look, when the page is shown and when somebody comes back to it, or the connection does. */
export function watchWithdrawals() {
  if (!location.protocol.startsWith("http")) return;
  const part = document.querySelector("[data-withdrawn]");
  if (part instanceof HTMLElement) builtWith = new Set(part.dataset.withdrawn?.split(" "));
  const askAgain = () => {
    if (document.visibilityState === "visible" && Date.now() - answeredAt > LEAST_PAUSE_MS) void ask();
  };
  addEventListener("pageshow", () => void ask());
  addEventListener("focus", askAgain); // a window beside another one is in sight all the time
  addEventListener("online", () => void ask());
  document.addEventListener("visibilitychange", askAgain);
  navigator.serviceWorker?.addEventListener("message", () => void ask()); // another tab heard of another list
  setInterval(askAgain, ROUND_MS); // a screen on which the map stands all day
  setTimeout(() => answeredAt || void ask(), PATIENCE_MS); // a page that does not stop loading
}

/**
 * Whether this page shows nothing that was taken back: what it loaded may be kept then.
 * @param {number} [since] the list is asked for, unless there was an answer after this moment
 */
export async function isUpToDate(since = Infinity) {
  return (answeredAt >= since || (await ask())) && !isStale;
}

/** @returns {Promise<boolean>} whether the web had an answer; that of the worker, about what it saw last, is none */
async function ask() {
  let isFromWeb = false;
  try {
    const response = await fetch(fromRoot(LIST), { cache: "no-store" });
    if (!response.ok) return false;
    known = readMarks(await response.json());
    isFromWeb = response.status === 200;
  } catch {
    return false; // no connection: the page stays as it is
  }
  if (isFromWeb) answeredAt = Date.now();
  dropWithdrawn();
  return isFromWeb;
}

/** Empties the page and loads it afresh when it shows a story that was taken back, or is its own page. */
function dropWithdrawn() {
  if (known.size === 0 || document.querySelector('[data-part="withdrawn"], [data-part="offline"]')) return;
  const isKnown = builtWith !== null && [...known].some((mark) => !builtWith?.has(mark));
  const isOwnPage = isKnown || isAnyWithdrawn(known, possibleIds(location.pathname));
  const links = withdrawnLinks();
  if (!isOwnPage && links.length === 0) return;
  if (!isStale) addEventListener("pagehide", forgetKept); // and what it still loads until then
  isStale = true;
  forgetKept();
  const isFirst = isFirstTime();
  const addresses = [location.href, ...mediaAddresses()];
  if (isOwnPage || isFirst) {
    document.querySelector("#vk-content")?.replaceChildren();
    document.title = "";
  } else {
    for (const link of links) (link.closest("li, article, nav") ?? link).remove();
  }
  if (isFirst) void loadAfresh(addresses);
}

/** Has the worker forget what it keeps: this page came with what was taken back, and there may be more of it. */
function forgetKept() {
  navigator.serviceWorker?.controller?.postMessage({ forget: true });
}

/** The links of lists and cards to stories that were taken back; a link in a text that somebody wrote shows nothing of them. */
function withdrawnLinks() {
  return [...document.links].filter(
    (link) =>
      link.host === location.host &&
      !link.closest('[data-part="prose"]') &&
      isAnyWithdrawn(known, possibleIds(link.pathname)),
  );
}

/** The addresses of what is seen and heard on the page. */
function mediaAddresses() {
  /** @type {NodeListOf<HTMLImageElement | HTMLMediaElement>} */
  const media = document.querySelectorAll("#vk-content img, #vk-content audio");
  return [...media].map((each) => each.currentSrc).filter((address) => address.startsWith(location.origin));
}

/** Whether this address was not loaded afresh a moment ago: a server that still has the old page is not asked on and on. */
function isFirstTime() {
  try {
    const last = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "null");
    const page = markOf(location.pathname); // the address itself has words of the story
    if (last?.page === page && Date.now() - last.at < ONCE_PER_MS) return false;
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify({ page, at: Date.now() }));
    return true;
  } catch {
    return false; // storage may be closed off; then the page stays empty
  }
}

/**
 * Puts what stands on the web now in the place of what the browser kept, and shows it.
 * @param {string[]} addresses
 */
async function loadAfresh(addresses) {
  await Promise.allSettled(addresses.map((address) => fetch(address, { cache: "reload" })));
  location.reload();
}
