/** One moving person's questions. */
import { isoOf, yearsFrom } from "./dates.js";
import { make, newId } from "./dom.js";
import { choiceField, dateField, relationshipField, textField } from "./fields.js";
import { say } from "./words.js";

/** Years that a person's age may have, and that a period of stay may still run. */
const OLDEST = 120;
const LONGEST_STAY = 10;

/** A person: `element`, `fields` by name, `number(n)`. `page` is the page's data. */
export function makePerson(page) {
  const rows = Object.fromEntries(page.format.members.map((row) => [row.name, row]));
  const today = isoOf(new Date());
  const text = (name, options) => textField(rows[name], options);
  const fields = {
    name: text("name", { must: true, hint: "hint.name" }),
    kana: text("kana", { hint: "hint.kana" }),
    birth_date: dateField(rows.birth_date, page.eras, { first: yearsFrom(today, -OLDEST), last: today }),
    sex: choiceField(rows.sex, {
      class: "choices short",
      order: ["male", "female", "unknown"],
      texts: (sex) => [`value.sex.${sex}`],
    }),
    relationship: relationshipField(rows.relationship, page.relationships, { hint: "hint.relationship" }),
    former_surname: text("former_surname", { hint: "hint.former_surname" }),
    nationality: text("nationality"),
    alias: text("alias", { hint: "hint.alias" }),
    status_of_residence: text("status_of_residence", { hint: "hint.residence_card" }),
    period_of_stay: text("period_of_stay", { hint: "hint.residence_card" }),
    stay_until: dateField(rows.stay_until, page.eras, {
      first: yearsFrom(today, -1),
      last: yearsFrom(today, LONGEST_STAY),
    }),
  };
  const heading = make("h2", { id: newId(), tabindex: "-1" });
  const more = (summary, ...names) =>
    make("details", {}, make("summary", { text: summary }), ...names.map((name) => fields[name].element));
  const element = make(
    "section",
    { class: "person", "aria-labelledby": heading.id },
    heading,
    ...["name", "kana", "birth_date", "sex", "relationship"].map((name) => fields[name].element),
    more("person.former_surname", "former_surname"),
    more("person.foreign", "nationality", "alias", "status_of_residence", "period_of_stay", "stay_until"),
  );
  return {
    element,
    heading,
    fields,
    number(n) {
      say(heading, "person.heading", { number: n });
    },
  };
}
