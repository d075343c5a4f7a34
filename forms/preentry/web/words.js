/** Texts in the language that the visitor chose. An element remembers what it says, so that it can change over. */

const HTML_LANGUAGES = { ja: "ja", "ja-easy": "ja", en: "en", zh: "zh-Hans", ko: "ko" };

let catalogues = {};
let chosen = "ja";
const told = new Set();
const followers = new Set();

/** Takes the catalogues and the language that suits the device. */
export function startWords(texts, wanted) {
  catalogues = texts;
  chosen = wanted.map((tag) => tag.toLowerCase().split("-")[0]).find((tag) => tag in texts) ?? "ja";
}

export function languages() {
  return Object.keys(catalogues);
}

export function language() {
  return chosen;
}

export function htmlLanguage(name) {
  return HTML_LANGUAGES[name] ?? name;
}

/** The text of a key with its placeholders filled. */
export function word(key, values = {}) {
  const found = catalogues[chosen][key];
  if (found === undefined) throw new Error(`no text ${key}`);
  return found.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Lets an element say a text, now and after a change of language; `attribute` instead of its content. */
export function say(element, key, values = {}, attribute = null) {
  for (const each of told) if (each.element === element && each.attribute === attribute) told.delete(each);
  const saying = { element, key, values, attribute };
  told.add(saying);
  speak(saying);
  return element;
}

/** Changes the language; everything on the page follows. */
export function chooseLanguage(name) {
  chosen = name;
  told.forEach(speak);
  document.documentElement.lang = htmlLanguage(name);
  document.title = word("title");
  followers.forEach((renew) => renew());
}

/** Has something renewed after a change of language: lists whose entries are put together from several texts. */
export function onWords(renew) {
  followers.add(renew);
}

/** Lets go of everything that was said so far, and so of what was typed, before the page is made anew. */
export function forgetWords() {
  told.clear();
  followers.clear();
}

function speak({ element, key, values, attribute }) {
  const text = word(key, values);
  if (attribute) element.setAttribute(attribute, text);
  else element.textContent = text;
}
