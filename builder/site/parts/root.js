// Where the site stands, for what every page loads; `context.js` is for the map alone.

/**
 * The address of something of the site for this page.
 * @param {string} uri from the root of the site
 */
export function fromRoot(uri) {
  return new URL((document.documentElement.dataset.vkRoot ?? "./") + uri, document.baseURI).href;
}
