/** Base45 (RFC 9285): bytes as text of the 45 characters that a QR code holds most tightly. */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** The text of some bytes: three characters for two bytes, two for a last single one. */
export function encodeBase45(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length;
    let number = pair ? bytes[at] * 256 + bytes[at + 1] : bytes[at];
    for (let place = 0; place < (pair ? 3 : 2); place += 1) {
      text += ALPHABET[number % 45];
      number = Math.floor(number / 45);
    }
  }
  return text;
}
