/**
 * From values by path to the text of the code: forms/preentry/payload.py says what it is and reads it. The numbers of
 * the fields and the closed sets come with the page's data, out of forms/preentry/schema.py.
 */
import { encodeBase45 } from "./base45.js";
import { encodeCbor } from "./cbor.js";

/** The data do not fit the number of codes that the counter takes. */
export class TooMuch extends Error {}

function pack(row, value) {
  if (row.kind === "date") return Number(value.replaceAll("-", ""));
  return row.choices.length ? row.choices.indexOf(value) : value;
}

function packRows(rows, values, path) {
  const packed = new Map();
  for (const row of rows) {
    const value = values.get(path(row));
    if (value !== undefined) packed.set(row.number, pack(row, value));
  }
  return packed;
}

/** The content as it is before it is squeezed. @param made seconds since 1970 @param id 16 random bytes */
export function contentOf(values, made, id, format) {
  const members = [];
  for (let index = 0; index < format.maxMembers; index += 1) {
    const person = packRows(format.members, values, (row) => `members[${index}].${row.name}`);
    if (!person.size) break;
    members.push(person);
  }
  const visit = packRows(format.visit, values, (row) => row.name);
  return encodeCbor([format.version, id, made, made + format.validSeconds, visit, members]);
}

/** Bytes in zlib's format (RFC 1950). */
async function squeeze(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The text of the code. Throws TooMuch. */
export async function encode(values, made, id, format) {
  const text = format.prefix + encodeBase45(await squeeze(contentOf(values, made, id, format)));
  if (text.length > format.maxText) throw new TooMuch();
  return text;
}
