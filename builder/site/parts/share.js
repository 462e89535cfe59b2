// The share button: the phone's own sheet where there is one, else the address goes to the clipboard.

/**
 * @param {HTMLElement} part with `data-url`, `data-title` and `data-copied` (what to say when it was copied)
 */
export function mountShare(part) {
  const button = part.querySelector("button");
  const word = part.querySelector("[data-part='share-said']");
  if (!button) return;
  const address = { url: part.dataset.url ?? location.href, title: part.dataset.title ?? document.title };
  if (!navigator.share && !navigator.clipboard) return;
  part.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) {
        await navigator.share(address);
        return;
      }
      await navigator.clipboard.writeText(address.url);
      if (word) word.textContent = part.dataset.copied ?? "";
    } catch (error) {
      // closing the sheet without sharing is no fault
      if (!(error instanceof DOMException)) throw error;
    }
  });
}
