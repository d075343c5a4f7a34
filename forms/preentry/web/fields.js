/**
 * One question each: its label, its hint, what is typed, what is wrong with it. Every field has `element`, `value()`
 * (as data, "" for none), `fault()` (the key of a text, or null), `put(value)` and `focus()`.
 */
import { countings, daysOf, eraYears, isoDay, monthsOf, yearsOf } from "./dates.js";
import { make, newId } from "./dom.js";
import { findFault, tidy } from "./values.js";
import { language, onWords, say, word } from "./words.js";

/** What stands around every question. `asked` is what the visitor fills in; `single` that it is one control. */
function frame(row, options, asked, single) {
  const ids = { hint: newId(), fault: newId() };
  const label = make(single ? "label" : "legend", {}, make("span", { text: options.label ?? row.label }));
  if (single) label.htmlFor = asked.id;
  if (options.must) label.append(" ", make("span", { class: "must", text: "must" }));
  const hint = options.hint ? make("p", { class: "hint", id: ids.hint, text: options.hint }) : null;
  const fault = make("p", { class: "fault", id: ids.fault, hidden: true });
  const element = make(single ? "div" : "fieldset", { class: "field", "data-path": row.name }, label, hint, asked, fault);
  const described = single ? asked : element;
  if (hint) described.setAttribute("aria-describedby", ids.hint);
  return {
    element,
    /** Shows what is wrong, or that nothing is. */
    tell(key) {
      fault.hidden = key === null;
      if (key) say(fault, key, { most: row.maxLength });
      described.setAttribute("aria-describedby", [hint && ids.hint, key && ids.fault].filter(Boolean).join(" "));
      for (const control of element.querySelectorAll("input, select, textarea")) {
        if (key) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      }
    },
  };
}

function finish(framed, options, field) {
  const whole = {
    element: framed.element,
    ...field,
    /** Checks, shows what is wrong, and tells whether all is well. */
    settle() {
      const fault = field.fault() ?? (options.must && !field.value() ? "fault.missing" : null);
      framed.tell(fault);
      return fault === null;
    },
  };
  framed.element.addEventListener("change", () => {
    if (field.fault() === null) framed.tell(null);
    else whole.settle();
  });
  return whole;
}

/** A line of text. `options.offers()` gives texts that one touch puts in. */
export function textField(row, options = {}) {
  // An address is longer than a phone is wide.
  const long = row.kind === "address";
  const input = make(long ? "textarea" : "input", {
    id: newId(),
    type: long ? null : row.kind === "phone" ? "tel" : "text",
    rows: long ? 2 : null,
    // What goes onto a Japanese form is shown in Japanese shapes, whatever the page's language.
    lang: "ja",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    maxlength: row.maxLength * 2,
    "aria-required": options.must ? "true" : null,
  });
  const framed = frame(row, options, input, true);
  const value = () => tidy(row, input.value);
  input.addEventListener("change", () => {
    input.value = value();
  });
  const offers = options.offers ? make("div", { class: "offers" }) : null;
  if (offers) framed.element.append(offers);
  return finish(framed, options, {
    value,
    fault: () => findFault(row, value()),
    put(text) {
      input.value = text;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    focus: () => input.focus(),
    /** Renews what one touch puts in. */
    renew() {
      offers?.replaceChildren(
        ...options.offers().map((text) => {
          const offer = make("button", { type: "button", class: "offer", lang: "ja" });
          offer.textContent = text;
          offer.addEventListener("click", () => this.put(text));
          return offer;
        }),
      );
    },
  });
}

/** One of a closed set, as a list to touch. `options.texts(choice)` gives keys: what it means, and its official name. */
export function choiceField(row, options) {
  const name = newId();
  const inputs = new Map();
  const list = make("div", { class: options.class ?? "choices" });
  for (const choice of options.order ?? row.choices) {
    const input = make("input", { type: "radio", name, value: choice, id: newId() });
    const [meaning, official] = options.texts(choice);
    const said = make("span", { class: "said" }, make("span", { text: meaning }));
    if (official) said.append(make("small", { text: official }));
    list.append(make("label", { class: "choice", for: input.id }, input, said));
    inputs.set(choice, input);
  }
  const framed = frame(row, options, list, false);
  return finish(framed, options, {
    value: () => [...inputs].find(([, input]) => input.checked)?.[0] ?? "",
    fault: () => null,
    put(choice) {
      inputs.get(choice).checked = true;
    },
    focus: () => ([...inputs.values()].find((input) => input.checked) ?? [...inputs.values()][0]).focus(),
  });
}

const OTHER = "other";

/** A relationship: the usual ones to choose from, any other to type. `table` is word → as written on paper. */
export function relationshipField(row, table, options = {}) {
  const select = make("select", { id: newId(), autocomplete: "off" });
  const other = make("input", { type: "text", lang: "ja", autocomplete: "off", maxlength: row.maxLength * 2, hidden: true });
  say(other, "relation.other_label", {}, "aria-label");
  const box = make("div", { class: "stack" }, select, other);
  box.id = select.id;
  select.id = newId();
  const framed = frame(row, options, box, true);
  framed.element.querySelector("label").htmlFor = select.id;
  const fill = () => {
    const held = select.value;
    const rows = Object.entries(table).map(([key, written]) => {
      const said = word(`relation.${key}`);
      return new Option(said === written ? written : `${said}（${written}）`, written);
    });
    select.replaceChildren(new Option(word("choose"), ""), ...rows, new Option(word("relation.other"), OTHER));
    select.value = held;
  };
  fill();
  onWords(fill);
  select.addEventListener("change", () => {
    other.hidden = select.value !== OTHER;
    if (!other.hidden) other.focus();
  });
  const value = () => (select.value === OTHER ? tidy(row, other.value) : select.value);
  return finish(framed, options, {
    value,
    fault: () => findFault(row, value()) ?? (select.value === OTHER && !value() ? "fault.missing" : null),
    put(written) {
      const known = Object.values(table).includes(written);
      select.value = known || !written ? written : OTHER;
      other.hidden = select.value !== OTHER;
      other.value = known ? "" : written;
    },
    focus: () => select.focus(),
  });
}

/**
 * A day, in the era's years or western ones. Only days that exist between `options.first` and `options.last` can be
 * chosen, so an impossible date cannot be made.
 */
export function dateField(row, eras, options) {
  const ways = countings(eras, options.first, options.last);
  const selects = {};
  const box = make("div", { class: "date" });
  for (const part of ["counting", "year", "month", "day"]) {
    selects[part] = make("select", { class: part, autocomplete: "off" });
    say(selects[part], `date.${part}_label`, {}, "aria-label");
    box.append(selects[part]);
  }
  const framed = frame(row, options, box, false);
  const picked = (part) => Number(selects[part].value) || null;
  const way = () => ways.find(({ key }) => key === selects.counting.value) ?? ways[0];

  const fill = (part, rows) => {
    const held = selects[part].value;
    const empty = part === "counting" ? [] : [new Option(word(`date.${part}_empty`), "")];
    selects[part].replaceChildren(...empty, ...rows.map(([text, value]) => new Option(text, value)));
    selects[part].value = rows.some(([, value]) => String(value) === held) ? held : String(empty[0]?.value ?? rows[0][1]);
  };
  const refill = () => {
    fill("counting", ways.map(({ key }) => [word(key === "western" ? "date.western" : key), key]));
    fill("year", yearsOf(way()).map((year) => [yearText(eras, way(), year), year]));
    fill("month", (picked("year") ? monthsOf(way(), picked("year")) : monthsOf({ first: "0000", last: "9999-99" }, 2000))
      .map((month) => [word("date.month", { month }), month]));
    const days = picked("year") && picked("month")
      ? daysOf(way(), picked("year"), picked("month"))
      : daysOf({ first: "0000", last: "9999-99" }, picked("year") ?? 2000, picked("month") ?? 1);
    fill("day", days.map((day) => [word("date.day", { day }), day]));
  };
  refill();
  onWords(refill);
  box.addEventListener("change", refill);
  const value = () => {
    const parts = ["year", "month", "day"].map(picked);
    return parts.every(Boolean) ? isoDay(...parts) : "";
  };
  return finish(framed, options, {
    value,
    fault: () => (!value() && ["year", "month", "day"].some(picked) ? "fault.date" : null),
    put(day) {
      selects.counting.value = "western";
      refill();
      for (const [part, number] of [["year", day.slice(0, 4)], ["month", day.slice(5, 7)], ["day", day.slice(8)]]) {
        selects[part].value = String(Number(number));
        refill();
      }
    },
    focus: () => (["year", "month", "day"].map((part) => selects[part]).find((select) => !select.value) ?? selects.year).focus(),
  });
}

const eraYear = (year) => (year === 1 ? word("date.first_year") : String(year));

function yearText(eras, counting, year) {
  if (counting.key !== "western") return word("date.year_era", { year: eraYear(year - counting.base), western: year });
  const names = eraYears(eras, year).map((found) => `${word(found.key)}${gap()}${eraYear(found.year)}`);
  return names.length ? word("date.year_western", { year, eras: names.join("・") }) : String(year);
}

/** Latin letters want a blank between the era and its year. */
const gap = () => (language() === "en" || language() === "ko" ? " " : "");

/** A day as it is read, in both countings. */
export function dayText(eras, day) {
  const [western, month, date] = day.split("-").map(Number);
  const era = eras.find(({ first }) => day >= first);
  const year = eraYear(western - Number(era.first.slice(0, 4)) + 1);
  return word("date.long", { era: word(era.key), year, western, month, day: date });
}
