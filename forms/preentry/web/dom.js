/** Making elements. Texts go in as text, never as markup. */
import { say } from "./words.js";

let count = 0;

/** A name for an element that no other has. */
export function newId() {
  count += 1;
  return `e${count}`;
}

/** An element with attributes and children; a `text` attribute is the key of what it says. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") say(element, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button with a text and what it does. */
export function button(kind, key, act, values = {}) {
  const element = make("button", { type: "button", class: kind });
  say(element, key, values);
  element.addEventListener("click", act);
  return element;
}
