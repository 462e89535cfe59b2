// What every page does: the menu on a phone, light and dark, the language menu, and the small parts on it.
import { watchWithdrawals } from "./withdrawal-watch.js";

/**
 * All hooks of a name on the page.
 * @param {string} part
 * @returns {HTMLElement[]}
 */
function hooks(part) {
  return [...document.querySelectorAll(`[data-part="${part}"]`)].filter((found) => found instanceof HTMLElement);
}

/** @param {HTMLElement} button */
function mountMenuButton(button) {
  const header = button.closest("header");
  button.hidden = false;
  /** @param {boolean} isOpen */
  const show = (isOpen) => {
    button.setAttribute("aria-expanded", String(isOpen));
    header?.classList.toggle("vk-header--open", isOpen);
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  header?.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      show(false);
      button.focus();
    }
  });
}

/** @param {HTMLElement} button */
function mountSchemeSwitch(button) {
  const tellPressed = () =>
    button.setAttribute("aria-pressed", String(document.body.dataset.mdColorScheme === "slate"));
  button.hidden = false;
  tellPressed();
  button.addEventListener("click", () => {
    const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
    document.body.dataset.mdColorScheme = scheme;
    try {
      localStorage.setItem("vk-scheme", scheme);
    } catch {
      // storage may be closed off; the choice then lasts for this page
    }
    tellPressed();
  });
}

/** @param {HTMLElement} menu */
function mountLanguageMenu(menu) {
  const close = () => menu.removeAttribute("open");
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.hasAttribute("open")) {
      close();
      menu.querySelector("summary")?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  });
}

/** Marks the way in the menu under which this page stands: the longest address that this one starts with. */
function markCurrentWay() {
  const here = location.pathname;
  const ways = hooks("way").filter((way) => way instanceof HTMLAnchorElement);
  const home = Math.min(...ways.map((way) => way.pathname.length));
  const holding = ways
    .filter((way) => here === way.pathname || (way.pathname.length > home && here.startsWith(way.pathname)))
    .sort((a, b) => b.pathname.length - a.pathname.length);
  holding[0]?.setAttribute("aria-current", holding[0].pathname === here ? "page" : "true");
}

/** Keeps the site for later, after everything that a visitor waits for. `serve` shows what is new, always. */
function keepWhenQuiet() {
  const isWanted = document.querySelector('link[rel="manifest"]') && !document.querySelector('script[src="/vertelkaart-reload.js"]');
  if (!isWanted) return;
  const start = () => void import("./keep-offline.js").then((part) => part.keepOffline());
  const soon = () => setTimeout(start, 1000);
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon);
}

hooks("menu-button").forEach(mountMenuButton);
hooks("scheme-switch").forEach(mountSchemeSwitch);
hooks("language-menu").forEach(mountLanguageMenu);
for (const part of hooks("share")) void import("./share.js").then((share) => share.mountShare(part));
for (const root of hooks("answers")) void import("./answer-filters.js").then((part) => part.mountAnswerFilters(root));
for (const _ of hooks("offline")) addEventListener("online", () => location.reload());
for (const part of hooks("sound-player")) {
  void import("./sound-player.js").then((player) => player.mountSoundPlayer(part));
}
markCurrentWay();
watchWithdrawals();
keepWhenQuiet();
