/** Drawing codes: black on white, error correction M, four modules of quiet zone. */
import { encode } from "./uqr/index.mjs";

const QUIET = 4;
/** Pixels that a drawn code has at least along an edge, so that it stays sharp on paper and on fine screens. */
const EDGE = 1000;

/** Draws the code of a text onto a canvas. */
export function drawCode(canvas, text) {
  const code = encode(text, { ecc: "M", border: QUIET });
  const scale = Math.ceil(EDGE / code.size);
  canvas.width = code.size * scale;
  canvas.height = code.size * scale;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "black";
  code.data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) pen.fillRect(x * scale, y * scale, scale, scale);
    });
  });
}

/** One picture of all the codes, each with its line of text below. @returns {Promise<Blob>} a PNG */
export function pictureOf(canvases, lines) {
  const band = 120;
  const width = Math.max(...canvases.map((canvas) => canvas.width));
  const picture = document.createElement("canvas");
  picture.width = width;
  picture.height = canvases.reduce((sum, canvas) => sum + canvas.height + band, 0);
  const pen = picture.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.fillStyle = "black";
  pen.font = "36px sans-serif";
  pen.textAlign = "center";
  let top = 0;
  canvases.forEach((canvas, index) => {
    pen.drawImage(canvas, (width - canvas.width) / 2, top);
    pen.fillText(lines[index], width / 2, top + canvas.height + 40, width - 80);
    top += canvas.height + band;
  });
  return new Promise((resolve) => picture.toBlob(resolve, "image/png"));
}
