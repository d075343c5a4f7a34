/**
 * The page: one step after the other, the answers only in this window's memory. Nothing is stored and nothing is sent;
 * the policy in the page's head would stop it.
 */
import { drawCode, pictureOf } from "./code.js";
import { isoOf, yearsFrom } from "./dates.js";
import { button, make } from "./dom.js";
import { choiceField, dateField, dayText, textField } from "./fields.js";
import { split } from "./framing.js";
import { encode, TooMuch } from "./payload.js";
import { makePerson } from "./person.js";
import { chooseLanguage, forgetWords, htmlLanguage, language, languages, onWords, say, startWords, word } from "./words.js";

const page = JSON.parse(document.getElementById("data").textContent);
const rows = Object.fromEntries(page.format.visit.map((row) => [row.name, row]));
const main = document.querySelector("main");
/** Years around today in which a move may lie. */
const MOVED_BEFORE = 10;
const MOVED_AFTER = 1;

/** Everything that was answered, and the steps in order. Made anew when the visitor erases. */
let state;

function start() {
  forgetWords();
  state = { persons: [], visit: visitFields(), at: 0, made: null };
  state.steps = [startStep(), kindStep(), moveStep(), peopleStep(), householdStep(), reviewStep(), codeStep()];
  main.replaceChildren(...state.steps.map((step) => step.element));
  document.getElementById("ward").textContent = page.ward;
  say(document.getElementById("name"), "title");
  languageBar();
  chooseLanguage(language());
  show(0, false);
}

function languageBar() {
  const bar = document.getElementById("languages");
  say(bar, "languages", {}, "aria-label");
  bar.replaceChildren(
    ...languages().map((name) => {
      const each = make("button", { type: "button", lang: htmlLanguage(name) });
      each.textContent = page.texts[name].own_name;
      each.addEventListener("click", () => chooseLanguage(name));
      return each;
    }),
  );
  const mark = () => {
    languages().forEach((name, index) => bar.children[index].setAttribute("aria-pressed", String(name === language())));
  };
  onWords(mark);
}

function visitFields() {
  const today = isoOf(new Date());
  const names = () => [...new Set(people().map((person) => person.fields.name.value()).filter(Boolean))];
  return {
    kind: choiceField(rows.kind, {
      must: true,
      label: "kind.question",
      texts: (kind) => [`kind.${kind}`, `value.kind.${kind}`],
    }),
    moved_on: dateField(rows.moved_on, page.eras, {
      hint: "hint.moved_on",
      first: yearsFrom(today, -MOVED_BEFORE),
      last: yearsFrom(today, MOVED_AFTER),
    }),
    "householder.former": textField(rows["householder.former"], { hint: "hint.householder", offers: names }),
    "householder.new": textField(rows["householder.new"], { offers: names }),
    former_address: textField(rows.former_address, { hint: "hint.address" }),
    former_building: textField(rows.former_building, { hint: "hint.building" }),
    new_address: textField(rows.new_address, { hint: "hint.address" }),
    new_building: textField(rows.new_building, { hint: "hint.building" }),
    registered_domicile: textField(rows.registered_domicile, { hint: "hint.registered_domicile" }),
    register_head: textField(rows.register_head, { hint: "hint.register_head", offers: names }),
    phone: textField(rows.phone, { hint: "hint.phone" }),
    "notifier.name": textField(rows["notifier.name"], { hint: "hint.notifier", offers: names }),
    "notifier.relation": choiceField(rows["notifier.relation"], {
      texts: (relation) => [`value.notifier_relation.${relation}`],
    }),
  };
}

/** The persons that are on the page; one that was taken away waits a moment, should it come back. */
function people() {
  return state.persons.filter((person) => person.element.isConnected);
}

// --- steps -----------------------------------------------------------------------------------------------------------

/** A step: a heading, what it shows, and the buttons at its foot. `settle` lists what must be well before going on. */
function makeStep(heading, { body, foot, settle = () => [], renew = () => {}, of = null }) {
  const title = make("h1", { tabindex: "-1", text: heading });
  const place = of ? make("p", { class: "place" }) : null;
  if (of) say(place, "place", { number: of, total: 5 });
  const stop = make("p", { class: "stop", role: "alert", hidden: true });
  const element = make("section", { class: "step" }, place, title, ...body, stop, make("div", { class: "foot" }, ...foot));
  return { element, title, stop, settle, renew };
}

const next = () => button("main", "next", goOn);
const back = () => button("second", "back", () => history.back());

function startStep() {
  const old = typeof CompressionStream === "undefined";
  const points = ["stays", "not_filing", "no_number", "skip"].map((key) => make("li", { text: `start.${key}` }));
  return makeStep("start.heading", {
    body: [
      make("p", { class: "lead", text: "start.lead" }),
      make("ul", { class: "points" }, ...points),
      old ? make("p", { class: "fault", text: "start.old_browser" }) : null,
    ],
    foot: old ? [] : [button("main", "start.begin", goOn)],
  });
}

function kindStep() {
  const { kind } = state.visit;
  return makeStep("kind.heading", { of: 1, body: [kind.element], foot: [back(), next()], settle: () => [kind] });
}

function moveStep() {
  const fields = ["moved_on", "former_address", "former_building", "new_address", "new_building"].map(
    (name) => state.visit[name],
  );
  return makeStep("move.heading", {
    of: 2,
    body: fields.map((field) => field.element),
    foot: [back(), next()],
    settle: () => fields,
  });
}

function peopleStep() {
  const list = make("div", { class: "people" });
  const add = button("second wide", "person.add", () => {
    addPerson();
    state.persons.at(-1).heading.focus();
  });
  const renumber = () => {
    people().forEach((person, index) => {
      person.number(index + 1);
      person.remove.hidden = people().length === 1;
    });
    // Those that may still come back count, too.
    add.hidden = list.children.length >= page.format.maxMembers;
  };
  const addPerson = () => {
    const person = makePerson(page);
    person.remove = button("quiet", "person.remove", () => takeAway(person));
    person.element.append(person.remove);
    list.append(person.element);
    state.persons.push(person);
    renumber();
  };
  const takeAway = (person) => {
    const name = person.fields.name.value();
    const undo = make("p", { class: "undo", role: "status" }, make("span"), " ");
    say(undo.firstChild, name ? "person.removed" : "person.removed_nameless", { name });
    undo.append(
      button("quiet", "person.undo", () => {
        undo.replaceWith(person.element);
        renumber();
        person.heading.focus();
      }),
    );
    person.element.replaceWith(undo);
    renumber();
    undo.lastChild.focus();
  };
  const step = makeStep("people.heading", {
    of: 3,
    body: [make("p", { class: "lead", text: "people.lead" }), list, add],
    foot: [back(), next()],
    settle: () => people().flatMap((person) => Object.values(person.fields)),
    renew: () => {
      for (const undo of list.querySelectorAll(".undo")) undo.remove();
      if (!people().length) addPerson();
      renumber();
    },
  });
  return step;
}

function householdStep() {
  const names = [
    "householder.former",
    "householder.new",
    "registered_domicile",
    "register_head",
    "notifier.name",
    "notifier.relation",
    "phone",
  ];
  const fields = names.map((name) => state.visit[name]);
  return makeStep("household.heading", {
    of: 4,
    body: fields.map((field) => field.element),
    foot: [back(), next()],
    settle: () => fields,
    renew: () => fields.forEach((field) => field.renew?.()),
  });
}

function reviewStep() {
  const list = make("div", { class: "review" });
  const renew = () => {
    const part = (heading, to, fields, values = {}) => {
      const title = say(make("h2"), heading, values);
      const change = button("quiet", "review.change", () => show(to));
      const said = [...fields].filter(([, field]) => field.value());
      const lines = said.map(([row, field]) =>
        make("div", {}, make("dt", { text: row.label }), showValue(make("dd"), row, field.value())),
      );
      const content = lines.length ? make("dl", {}, ...lines) : make("p", { class: "hint", text: "review.nothing" });
      return make("section", {}, make("div", { class: "line" }, title, change), content);
    };
    const visit = (...names) => names.map((name) => [rows[name], state.visit[name]]);
    list.replaceChildren(
      part("kind.heading", 1, visit("kind")),
      part("move.heading", 2, visit("moved_on", "former_address", "former_building", "new_address", "new_building")),
      ...people().map((person, index) =>
        part("person.heading", 3, page.format.members.map((row) => [row, person.fields[row.name]]), { number: index + 1 }),
      ),
      part(
        "household.heading",
        4,
        visit("householder.former", "householder.new", "registered_domicile", "register_head", "notifier.name",
          "notifier.relation", "phone"),
      ),
    );
  };
  const making = button("main", "review.make", goOn);
  const step = makeStep("review.heading", {
    of: 5,
    body: [make("p", { class: "lead", text: "review.lead" }), list],
    foot: [back(), making],
    renew,
  });
  return step;
}

/** A value as it is read: closed sets in the visitor's words, days in both countings. */
function showValue(element, row, value) {
  if (row.choices.length) return say(element, `value.${row.name.replace(".", "_")}.${value}`);
  if (row.kind !== "date") {
    element.lang = "ja";
    element.textContent = value;
    return element;
  }
  const speak = () => {
    element.textContent = dayText(page.eras, value);
  };
  speak();
  onWords(speak);
  return element;
}

function codeStep() {
  const codes = make("div", { class: "codes" });
  const valid = make("p", { class: "valid" });
  const until = () => {
    if (state.made) valid.textContent = word("code.valid", { day: dayText(page.eras, isoOf(state.made.until)) });
  };
  onWords(until);
  return makeStep("code.heading", {
    body: [
      make("p", { class: "lead", text: "code.lead" }),
      codes,
      valid,
      make("ul", { class: "points" }, ...["bright", "keep", "not_filing"].map((key) => make("li", { text: `code.${key}` }))),
      make("div", { class: "keep" }, button("main", "code.save", save), button("second", "code.print", () => window.print())),
      make("details", { class: "erase" }, make("summary", { text: "erase.ask" }),
        make("p", { text: "erase.explain" }), button("second", "erase.do", erase)),
    ],
    foot: [back()],
    renew: () => {
      const { texts } = state.made;
      const drawn = texts.map((text, index) => {
        const canvas = make("canvas", { role: "img" });
        say(canvas, texts.length > 1 ? "code.part" : "code.alone", { number: index + 1, total: texts.length }, "aria-label");
        drawCode(canvas, text);
        const line = texts.length > 1 ? make("figcaption") : null;
        if (line) say(line, "code.part", { number: index + 1, total: texts.length });
        return make("figure", {}, canvas, line);
      });
      codes.replaceChildren(...drawn);
      until();
    },
  });
}

// --- going on and back -----------------------------------------------------------------------------------------------

/** Shows a step; the way back of the browser and of the phone leads through the steps, too. */
function show(at, remember = true) {
  state.at = at;
  if (remember) history.pushState({ at }, "");
  else history.replaceState({ at }, "");
  draw();
}

function draw() {
  const step = state.steps[state.at];
  state.steps.forEach((each) => {
    each.element.hidden = each !== step;
    each.stop.hidden = true;
  });
  step.renew();
  window.scrollTo(0, 0);
  if (state.at) step.title.focus();
}

addEventListener("popstate", (event) => {
  const at = event.state?.at ?? 0;
  // The code is made from what is answered now, so it is never shown again by going forward.
  state.at = at === state.steps.length - 1 || at > furthest() ? Math.min(furthest(), state.steps.length - 2) : at;
  draw();
});

/** The last step that can be shown: what must be answered before it is. */
function furthest() {
  if (!state.visit.kind.value()) return 1;
  return people().length && people().every((person) => person.fields.name.value()) ? state.steps.length - 1 : 3;
}

async function goOn() {
  const step = state.steps[state.at];
  const wrong = step.settle().filter((field) => !field.settle());
  step.stop.hidden = !wrong.length;
  if (wrong.length) {
    say(step.stop, "stop", { count: wrong.length });
    wrong[0].element.closest("details")?.setAttribute("open", "");
    wrong[0].focus();
    return;
  }
  if (state.at === state.steps.length - 2 && !(await makeCode(step))) return;
  show(state.at + 1);
}

/** All that was answered, by path. */
function values() {
  const found = new Map();
  const put = (path, field) => {
    if (field.value()) found.set(path, field.value());
  };
  for (const row of page.format.visit) put(row.name, state.visit[row.name]);
  people().forEach((person, index) => {
    for (const row of page.format.members) put(`members[${index}].${row.name}`, person.fields[row.name]);
  });
  return found;
}

async function makeCode(step) {
  const made = Math.floor(Date.now() / 1000);
  const id = crypto.getRandomValues(new Uint8Array(16));
  try {
    const text = await encode(values(), made, id, page.format);
    state.made = { texts: split(text, page.format), until: new Date((made + page.format.validSeconds) * 1000) };
    return true;
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    step.stop.hidden = false;
    say(step.stop, "code.too_much");
    return false;
  }
}

async function save() {
  const canvases = [...main.querySelectorAll(".codes canvas")];
  const line = main.querySelector(".valid").textContent;
  const of = (index) => (canvases.length > 1 ? `${index + 1} / ${canvases.length}  ` : "");
  const picture = await pictureOf(canvases, canvases.map((_, index) => `${of(index)}${page.ward}  ${line}`));
  const address = URL.createObjectURL(picture);
  make("a", { href: address, download: "kakanai.png" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function erase() {
  start();
  main.querySelector("h1").focus();
}

// Leaving by accident would lose everything, as nothing is stored.
addEventListener("beforeunload", (event) => {
  if (state.at > 0) event.preventDefault();
});

startWords(page.texts, navigator.languages);
start();
