/** What was typed as data holds it, and what is wrong with it. The counterpart of forms/kana.py and forms/checks.py. */

// What Python calls printable, with the blank of Japanese text. Han characters newer than Unicode 14 are not known
// to the reader at the counter (Extension H and I).
const WRITABLE = /^(?:[^\p{C}\p{Z}\u{2EBF0}-\u{2EE5D}\u{31350}-\u{323AF}]|[ \u3000])*$/u;
const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const KATAKANA = /^[ァ-ヺーヽヾ・]+(?:\u3000[ァ-ヺーヽヾ・]+)*$/u;
const PHONE = /^\+?[0-9][0-9-]{5,17}[0-9]$/;
const HALF_WIDTH = /[\uff61-\uff9f]+/g;
const HIRAGANA = /[\u3041-\u3096\u309d\u309e]/g;
const VOICED = /[\u304b-\u30fd][\u3099\u309a\u309b\u309c]/g;

function toKatakana(text) {
  return text
    .replace(HALF_WIDTH, (run) => run.normalize("NFKC"))
    .replace(HIRAGANA, (char) => String.fromCharCode(char.charCodeAt(0) + 0x60))
    .replace(VOICED, (pair) => {
      const mark = { "\u309b": "\u3099", "\u309c": "\u309a" }[pair[1]] ?? pair[1];
      const joined = (pair[0] + mark).normalize("NFC");
      return joined.length === 1 ? joined : pair;
    });
}

/** A typed text as data holds it; letters stay exactly as they were typed. */
export function tidy(row, typed) {
  const text = typed.trim();
  switch (row.kind) {
    case "name":
      return text.replace(/[ \u3000]+/g, JAPANESE.test(text) ? "\u3000" : " ");
    case "kana":
      return toKatakana(text).replace(/[ \u3000]+/g, "\u3000");
    case "phone":
      return text
        .normalize("NFKC")
        .replace(/[‐‑‒–—―−ー()\s]+/g, "-")
        .replace(/^-|-$/g, "");
    case "address":
      return text.replace(/[\r\n]+/g, "");
    default:
      return text;
  }
}

/** The check digit of an individual number (番号法施行令 art. 8), of the eleven digits before it. */
function checkDigit(body) {
  const sum = [...body].reverse().reduce((total, digit, index) => total + Number(digit) * (2 + (index % 6)), 0);
  return sum % 11 <= 1 ? "0" : String(11 - (sum % 11));
}

/** Whether a text holds twelve digits in a row that could be an individual number. */
export function holdsIndividualNumber(text) {
  const plain = text.normalize("NFKC").replace(/(?<=\p{Nd})[\s\-‐－ー.・]+(?=\p{Nd})/gu, "");
  const runs = plain.match(/(?<!\p{Nd})[0-9]{12}(?!\p{Nd})/gu) ?? [];
  return runs.some((run) => checkDigit(run.slice(0, 11)) === run[11]);
}

/** Why a value cannot go into the code (the key of a text), or null. An empty one says that there is none. */
export function findFault(row, value) {
  if (value === "") return null;
  if (holdsIndividualNumber(value)) return "fault.individual_number";
  if (!WRITABLE.test(value)) return "fault.character";
  if ([...value].length > row.maxLength) return "fault.too_long";
  if (row.kind === "kana" && !KATAKANA.test(value)) return "fault.kana";
  if (row.kind === "phone" && !PHONE.test(value)) return "fault.phone";
  return null;
}
