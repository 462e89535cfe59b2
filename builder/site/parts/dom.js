/**
 * Small words for the document: find a hook, make an element. Text goes in as text, never as mark-up.
 */

/**
 * The element with this hook, which must be there.
 * @param {ParentNode} root
 * @param {string} part
 * @returns {HTMLElement}
 */
export function hook(root, part) {
  const found = root.querySelector(`[data-part="${part}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`no part ${part} on this page`);
  return found;
}

/**
 * The element in a slot of a template, which must be there.
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement}
 */
export function slot(root, name) {
  const found = root.querySelector(`[data-slot="${name}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`no slot ${name} in this part`);
  return found;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {...(string | Node)} content
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/**
 * @param {string} className
 * @param {() => void} act
 * @param {...(string | Node)} content
 */
export function makeButton(className, act, ...content) {
  const button = make("button", className, ...content);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

/**
 * A copy of what stands in a template of the page.
 * @param {string} part
 * @returns {HTMLElement}
 */
export function cloneTemplate(part) {
  const template = document.querySelector(`template[data-part="${part}"]`);
  const copy = template instanceof HTMLTemplateElement ? template.content.cloneNode(true) : null;
  const element = copy instanceof DocumentFragment ? copy.firstElementChild : null;
  if (!(element instanceof HTMLElement)) throw new Error(`no template ${part} on this page`);
  return element;
}

/** Whether the page has the wide layout: panel beside map. */
export const isWide = () => matchMedia("(width >= 60rem)").matches;

/** Whether people asked for less movement. */
export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
