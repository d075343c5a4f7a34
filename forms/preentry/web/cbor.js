/**
 * CBOR (RFC 8949) in its canonical form, as far as a pre-entry needs it: whole numbers from 0, bytes, text, arrays and
 * maps whose keys are whole numbers.
 */

/** The head of an item: its kind (major type, 0 to 7) and a whole number in the fewest bytes. */
function head(kind, number) {
  const top = kind << 5;
  if (number < 24) return [top | number];
  if (number < 0x100) return [top | 24, number];
  if (number < 0x10000) return [top | 25, number >>> 8, number & 0xff];
  if (number < 0x100000000) {
    return [top | 26, number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff, number & 0xff];
  }
  throw new RangeError("a pre-entry holds no larger number");
}

function bytesOf(item) {
  if (Number.isInteger(item) && item >= 0) return head(0, item);
  if (item instanceof Uint8Array) return [...head(2, item.length), ...item];
  if (typeof item === "string") {
    const text = new TextEncoder().encode(item);
    return [...head(3, text.length), ...text];
  }
  if (Array.isArray(item)) return [...head(4, item.length), ...item.flatMap(bytesOf)];
  if (item instanceof Map) {
    const rows = [...item].sort(([one], [other]) => one - other);
    return [...head(5, rows.length), ...rows.flatMap(([key, value]) => [...bytesOf(key), ...bytesOf(value)])];
  }
  throw new TypeError("not in a pre-entry");
}

/** The bytes of an item. @returns {Uint8Array} */
export function encodeCbor(item) {
  return Uint8Array.from(bytesOf(item));
}
