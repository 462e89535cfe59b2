// Runs before Leaflet on the page with the map. The content policy lets no string become mark-up or a script unless this
// says yes (Trusted Types, where the browser knows them). Leaflet writes its buttons and its line of credits so; a word
// of a teller is never among them, for our own parts put text in as text. A plain script, because Leaflet is one.
(() => {
  const link = String.raw`<a(?: href="https?://[^"<>]*"| rel="[a-z ]*")*>`;
  const allowed = new RegExp(String.raw`^(?:[^<]|${link}|</a>|<span aria-hidden="true">|</span>|<svg/>)*$`);
  const worker = new URL("../workers/", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const rules = {
    /** @param {string} html */
    createHTML: (html) => (allowed.test(html) ? html : null),
    /** @param {string} address */
    createScriptURL: (address) => (new URL(address, document.baseURI).href.startsWith(worker) ? address : null),
  };
  const types = /** @type {{createPolicy(name: string, rules: object): unknown} | undefined} */ (
    Reflect.get(globalThis, "trustedTypes")
  );
  types?.createPolicy("default", rules);
})();
