/** Splitting a payload over several codes, each with its own head: forms/preentry/framing.py reads it. */

/** CRC-32 (IEEE 802.3) of a text of ASCII characters, as eight hexadecimal digits. */
export function checksum(text) {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).toUpperCase().padStart(8, "0");
}

/** The texts of the codes to show, one where it fits. `format` is the page's own (forms/preentry/page.py). */
export function split(text, format) {
  if (text.length <= format.prefix.length + format.partLength) return [text];
  const body = text.slice(format.prefix.length);
  const chunks = [];
  for (let at = 0; at < body.length; at += format.partLength) chunks.push(body.slice(at, at + format.partLength));
  const head = format.prefix.slice(0, -1);
  return chunks.map((chunk, index) => `${head}/${index + 1}/${chunks.length}/${checksum(body)}:${chunk}`);
}
