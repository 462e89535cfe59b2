// Starts the service worker, and tells it what this page loaded before it was there. `offline/worker.js` does the rest.
import { fromRoot } from "./root.js";

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

/** Keeps this site from now on; where a browser cannot or may not, nothing changes. */
export async function keepOffline() {
  if (!("serviceWorker" in navigator)) return;
  const container = navigator.serviceWorker;
  const tell = () => container.controller?.postMessage({ keep: loadedAddresses() });
  container.addEventListener("controllerchange", tell);
  try {
    await container.register(workerAddress(), { scope: fromRoot(""), updateViaCache: "none" });
  } catch {
    return; // a private window, a full disk, a site without https
  }
  tell();
}
