// What stands where on each page of the document, as JSON in place of the document: for each page its size, its texts
// [text, left, top, right, bottom, size of type, path of the field or none] and its ruled lines
// [left, top, right, bottom, whether dotted], in CSS pixels from the page's corner.
"use strict";

const SMALLER = 0.9; // of a part that is too wide for its page
const SMALLEST = 0.5;

// What no office would print is set otherwise: values that run over the next cell are wrapped, parts that are wider
// than the page become smaller.
function mend(page) {
  for (const each of page.querySelectorAll("[style*=nowrap]")) {
    const around = each.closest("td, div, dd, fieldset, p");
    const style = getComputedStyle(around);
    const room = around.getBoundingClientRect().right - parseFloat(style.paddingRight);
    if (each.getBoundingClientRect().right > room + 1) each.style.whiteSpace = "normal";
  }
  for (const part of page.children) {
    for (let zoom = SMALLER; page.scrollWidth > page.clientWidth && zoom > SMALLEST; zoom *= SMALLER) {
      part.style.zoom = zoom;
    }
  }
}

function textsOf(page, origin) {
  const found = [];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const em = parseFloat(getComputedStyle(node.parentElement).fontSize) * node.parentElement.currentCSSZoom;
    const path = node.parentElement.closest("[data-path]")?.dataset.path ?? "";
    let text = null;
    let last = null;
    let at = 0;
    for (const char of node.data) {
      range.setStart(node, at);
      at += char.length;
      range.setEnd(node, at);
      const box = range.getClientRects()[0];
      if (!box || !box.width) continue; // white that is not shown
      const [left, top, right, bottom] = [
        box.left - origin.left, box.top - origin.top, box.right - origin.left, box.bottom - origin.top,
      ];
      if (text && text[2] === top && text[3] === right && last === left) {
        text[0] += char; // a mark that shares its place with the character before it: ｶﾞ
      } else if (text && Math.abs(text[2] - top) < 1 && Math.abs(text[3] - left) < 0.2 * em) {
        text[0] += char;
        text[3] = right;
      } else {
        text = [char, left, top, right, bottom, em, path];
        found.push(text);
      }
      last = left;
    }
  }
  return found;
}

function rulesOf(page, origin) {
  const found = [];
  for (const each of [page, ...page.querySelectorAll("*")]) {
    const style = getComputedStyle(each);
    const box = each.getBoundingClientRect();
    const [left, top, right, bottom] = [
      box.left - origin.left, box.top - origin.top, box.right - origin.left, box.bottom - origin.top,
    ];
    const edges = {
      Top: [left, top, right, top], Bottom: [left, bottom, right, bottom],
      Left: [left, top, left, bottom], Right: [right, top, right, bottom],
    };
    for (const [side, edge] of Object.entries(edges)) {
      const kind = style[`border${side}Style`];
      if (kind === "none" || kind === "hidden" || !parseFloat(style[`border${side}Width`])) continue;
      found.push([...edge, kind === "dotted" || kind === "dashed"]);
    }
  }
  return found;
}

const pages = [...document.querySelectorAll(".page")].map((page) => {
  mend(page);
  const origin = page.getBoundingClientRect();
  return { size: [origin.width, origin.height], texts: textsOf(page, origin), rules: rulesOf(page, origin) };
});
const told = document.createElement("pre");
told.textContent = JSON.stringify(pages);
document.body.replaceChildren(told);
told.textContent;
