/**
 * The words of the page: texts come from the page's settings, already in its language.
 *
 * @typedef {string | Record<string, string>} Message a text, or a text for each plural category
 */

/**
 * The text with `%(name)s` filled in.
 * @param {string} text
 * @param {Record<string, string>} values
 */
export function fillText(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}

/**
 * @param {number} number whole, zero or more
 * @param {string} sign between thousands
 */
function groupDigits(number, sign) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, () => sign);
}

export class Messages {
  /**
   * @param {string} language
   * @param {Record<string, Message>} texts
   */
  constructor(language, texts) {
    this.texts = texts;
    this.language = language;
    this.rules = new Intl.PluralRules(language);
    /** @type {Intl.NumberFormat | null} */
    this.numberFormat = null;
  }

  /**
   * A text without a number.
   * @param {string} key
   * @param {Record<string, string>} [values]
   */
  say(key, values = {}) {
    const text = this.texts[key];
    return typeof text === "string" ? fillText(text, values) : key;
  }

  /**
   * A text in the form for a number; `%(num)s` is that number unless the values say otherwise.
   * @param {string} key
   * @param {number} number
   * @param {Record<string, string>} [values]
   */
  count(key, number, values = {}) {
    const forms = this.texts[key];
    if (typeof forms !== "object") return key;
    const form = forms[this.rules.select(number)] ?? forms.other ?? key;
    return fillText(form, { num: this.number(number), ...values });
  }

  /**
   * As `count`, but a number below the smallest group is not told: `fewer than 5 stories`.
   * @param {string} key
   * @param {number} number
   * @param {number} smallest
   * @param {Record<string, string>} [values]
   */
  countAtLeast(key, number, smallest, values = {}) {
    const isFew = number > 0 && number < smallest;
    return isFew ? this.count(key, smallest, { ...values, num: this.say("fewer-than") }) : this.count(key, number, values);
  }

  /**
   * A number with the separators of the language. Whole ones are written with the sign of the page between thousands: the
   * first format that a browser makes takes it longer than all other words of the map together.
   * @param {number} number
   */
  number(number) {
    const { thousands } = this.texts;
    if (typeof thousands === "string" && Number.isSafeInteger(number) && number >= 0) return groupDigits(number, thousands);
    this.numberFormat ??= new Intl.NumberFormat(this.language);
    return this.numberFormat.format(number);
  }
}
