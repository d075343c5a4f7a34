"""Fonts inside a PDF: only the glyphs that are drawn, each with the exact text that it stands for.

Each face becomes one CID font. Every pair of shape and text has a code of its own, and the ToUnicode map gives the
text back, so a variant (base character and selector) is drawn as registered and extracted as registered (ISO 32000-1,
9.10.3: a code may map to several characters). A blank belongs to the code before it: readers such as poppler take
a blank that is a code of its own for a gap between words and write a plain one, and U+3000 in a name would be lost.
"""

from __future__ import annotations

import hashlib
from io import BytesIO

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name

from forms.paper.fonts import FONTS
from forms.paper.glyphs import Glyph, ascent_descent, em, face

_Code = tuple[int, str, float]
"""Index in the face, exact text, advance in em."""

_CURVE_ERROR = 0.0005
"""Em by which a cubic outline may differ from its quadratic copy; far below what 600 dpi shows."""


class GlyphCodes:
    """The codes given to glyphs while a document is drawn, face by face in order of first use."""

    def __init__(self) -> None:
        self._codes: dict[str, dict[_Code, int]] = {}

    def code(self, glyph: Glyph) -> int:
        """The code of a glyph in its face's font, from 1; 0 is ``.notdef`` and never drawn."""
        codes = self._codes.setdefault(glyph.face, {})
        return codes.setdefault((glyph.gid, glyph.text, glyph.advance), len(codes) + 1)

    def embed(self, pdf: pikepdf.Pdf) -> Dictionary:
        """The resource dictionary with one font a face, to be called when everything is drawn."""
        return Dictionary({f"/{key}": _cid_font(pdf, key, codes) for key, codes in self._codes.items()})


def _cid_font(pdf: pikepdf.Pdf, key: str, codes: dict[_Code, int]) -> pikepdf.Object:
    ascent, descent = ascent_descent(key)
    program = _subset(key, list(codes))
    # The tag tells subsets apart; made from the content, so that the same form gives the same bytes.
    digest = hashlib.sha256(program).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    name = Name(f"/{tag}+{FONTS[key].postscript}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([0, round(-descent * 1000), 1000, round(ascent * 1000)]),
        ItalicAngle=0,
        Ascent=round(ascent * 1000),
        Descent=round(-descent * 1000),
        CapHeight=round(ascent * 1000),
        StemV=80,
        FontFile2=pdf.make_stream(program, Length1=len(program)),
    )
    widths = Array([round(advance * 1000, 2) for _, _, advance in codes])
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=1000,
        W=Array([1, widths]),
        CIDToGIDMap=Name.Identity,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(codes)),
        )
    )


def _subset(key: str, codes: list[_Code]) -> bytes:
    """A TrueType program whose glyph n draws the n-th of these codes, from 1."""
    font, units = face(key), em(key)
    names = [".notdef", *(f"g{n}" for n in range(1, len(codes) + 1))]
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    metrics = {".notdef": (units, 0)}
    for name, (gid, _, advance) in zip(names[1:], codes, strict=True):
        pen = TTGlyphPen(None)
        font.draw_glyph_with_pen(gid, Cu2QuPen(pen, _CURVE_ERROR * units))
        glyphs[name] = pen.glyph()
        metrics[name] = (round(advance * units), 0)
    ascent, descent = ascent_descent(key)
    builder = FontBuilder(units, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    builder.setupGlyphOrder(names)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (advance, getattr(table[name], "xMin", 0)) for name, (advance, _) in metrics.items()}
    )
    builder.setupHorizontalHeader(ascent=round(ascent * units), descent=round(-descent * units))
    builder.setupMaxp()
    out = BytesIO()
    builder.font.save(out)
    return out.getvalue()


def _to_unicode(codes: dict[_Code, int]) -> bytes:
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text, _), code in codes.items()]
    blocks = []
    for start in range(0, len(rows), 100):  # the format allows 100 a block
        block = rows[start : start + 100]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + "\n".join(blocks) + "\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
