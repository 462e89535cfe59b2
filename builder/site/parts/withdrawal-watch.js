/**
 * A page that a browser kept may show a story that was taken back since. Whenever a page comes into view, from the web, from
 * a cache or from a tab, the short list of withdrawn stories is asked for, past every cache; a page that shows one of them is
 * emptied at once and loaded afresh. Without a connection nothing happens.
 */
import { isAnyWithdrawn, possibleIds, readMarks } from "../lib/withdrawal.js";
import { fromRoot } from "./root.js";

const LIST = "withdrawn.json";
const LEAST_PAUSE_MS = 30_000;
const ONCE_PER_MS = 60_000;
const STORAGE_KEY = "vk-withdrawn-at";

/** @type {ReadonlySet<string> | null} */
let builtWith = null;
/** @type {Set<string>} */
let known = new Set();
let askedAt = 0;

/**
 * Also looks for stories that a part of the page knows of without a link: it does when one was taken back since the
 * site of this page was built.
 * @param {Iterable<string>} marks of the stories that were withdrawn then
 */
export function watchEdition(marks) {
  builtWith = new Set(marks);
  dropWithdrawn();
}

/** Starts to look, when the page is shown and when somebody comes back to it. */
export function watchWithdrawals() {
  if (!location.protocol.startsWith("http")) return;
  addEventListener("pageshow", () => void ask());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - askedAt > LEAST_PAUSE_MS) void ask();
  });
}

async function ask() {
  if (!navigator.onLine) return;
  askedAt = Date.now();
  try {
    const response = await fetch(fromRoot(LIST), { cache: "no-store" });
    if (response.ok) known = readMarks(await response.json());
  } catch {
    return; // no connection: the page stays as it is
  }
  dropWithdrawn();
}

/** Empties the page and loads it afresh when it shows a story that was taken back, or is its own page. */
function dropWithdrawn() {
  if (known.size === 0 || document.querySelector('[data-part="withdrawn"]')) return;
  const isKnown = builtWith !== null && [...known].some((mark) => !builtWith?.has(mark));
  const isOwnPage = isKnown || isAnyWithdrawn(known, possibleIds(location.pathname));
  const links = withdrawnLinks();
  if (!isOwnPage && links.length === 0) return;
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
    if (last?.path === location.pathname && Date.now() - last.at < ONCE_PER_MS) return false;
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify({ path: location.pathname, at: Date.now() }));
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
