// Starts the service worker, and tells it what this page loaded before it was there. `offline/worker.js` does the rest.
import { fromRoot } from "./root.js";
import { isUpToDate } from "./withdrawal-watch.js";

const WORKER = "sw.js";
const STREAMED = ["audio", "video", "beacon"];

/** The address of the worker, which the content policy lets through as this one and no other (Trusted Types). */
function workerAddress() {
  const own = fromRoot(WORKER);
  const rules = { createScriptURL: (/** @type {string} */ address) => (address === own ? address : null) };
  /** @typedef {{createScriptURL: (address: string) => string}} Policy */
  const types = /** @type {{createPolicy(name: string, rules: object): Policy} | undefined} */ (
    Reflect.get(globalThis, "trustedTypes")
  );
  return types ? types.createPolicy("vk-offline", rules).createScriptURL(own) : own;
}

/** What this page is made of, and last the page itself: so a page that is kept is kept whole. Sounds are not kept. */
function loadedAddresses() {
  const files = performance.getEntriesByType("resource").filter(
    (entry) => !STREAMED.includes(/** @type {PerformanceResourceTiming} */ (entry).initiatorType),
  );
  return [...files.map((entry) => entry.name), location.href];
}

/**
 * Hands on what this page loaded; nothing of a page that shows what was taken back, though the host may still have it.
 * @param {ServiceWorkerContainer} container
 * @param {number} [since] how old the answer about that may be
 */
async function tell(container, since) {
  if (container.controller && (await isUpToDate(since))) container.controller.postMessage({ keep: loadedAddresses() });
}

/** Keeps this site from now on; where a browser cannot or may not, nothing changes. */
export async function keepOffline() {
  if (!("serviceWorker" in navigator)) return;
  const container = navigator.serviceWorker;
  container.addEventListener("controllerchange", () => void tell(container));
  try {
    await container.register(workerAddress(), { scope: fromRoot(""), updateViaCache: "none" });
  } catch {
    return; // a private window, a full disk, a site without https
  }
  await tell(container, performance.timeOrigin);
}
