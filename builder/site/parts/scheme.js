// Runs before anything is painted: light or dark, and where the root of the site is. It stands in every page, let
// through by its hash: a file would be one more thing to wait for. `shell.js` holds the switch.
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const page = document.documentElement;
  page.dataset.vkRoot = script?.dataset.vkRoot ?? "./";
  page.classList.replace("no-js", "vk-js");
  page.classList.add("vk-js");
  let chosen = null;
  try {
    chosen = localStorage.getItem("vk-scheme");
  } catch {
    // storage may be closed off; then the system decides
  }
  const isDark = chosen ? chosen === "slate" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
})();
