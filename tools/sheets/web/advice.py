"""Advice beside a certificate: a column of text in which labels' words stand, and whose values nobody wants."""

from __future__ import annotations

import random

from tools.sheets.web.groups import tag
from tools.sheets.web.words import NOTES

HEADINGS = ("転入届について", "届出をされる方へ", "ご案内", "注意事項", "転入届の際にお持ちいただくもの", "お知らせ")
ADVICE = (
    "転入届の期間　新しい住所に住み始めた日から14日以内",
    "届出人　本人又は同じ世帯の方",
    "必要なもの：本人確認書類、この証明書",
    "本人確認書類　運転免許証、個人番号カード、旅券など",
    "届出の場所　新住所の市区町村の窓口",
    "受付時間　午前８時３０分から午後５時１５分まで",
    "問い合わせ先　市民課　電話　0866-12-3456",
    "在留カードをお持ちの方は、全員の分をお持ちください。",
    "国民健康保険：資格確認書をお返しください。",
    "国民年金　第１号の方は、届出が必要です。",
    "介護保険の受給資格証明書は、別にお渡しします。",
    "児童手当：転出予定日の翌日から15日以内に請求",
    "印鑑登録は、転出により廃止されます。",
    "住所に方書がある場合は、続けて記入してください。",
    "代理人の方は、委任状が必要です。",
)
COUNTS = ("{}", "{}. ", "({}) ", "・", "※", "")


def aside(rng: random.Random, body: str) -> str:
    """A part of a page with advice beside it, at the right or at the left."""
    mark, high = rng.choice(COUNTS), rng.choice((1.3, 1.6, 2.0))
    texts = rng.sample((*ADVICE, *NOTES), rng.choice((4, 6, 9)))
    lines = "".join(tag("div", "margin-top:1mm", mark.format(at + 1) + text) for at, text in enumerate(texts))
    edge = rng.choice(("", "1px dashed #333", "1px solid #222", "2px dotted #666"))
    left = rng.random() < 0.25
    style = (
        f"width:{rng.choice((28, 36, 45))}%;padding:0 2mm;line-height:{high};font-size:{rng.choice((80, 90, 100))}%;"
    )
    if edge:
        style += f"border-{'right' if left else 'left'}:{edge};"
    heading = tag("div", "text-align:center", rng.choice(HEADINGS)) if rng.random() < 0.7 else ""
    advice, rest = tag("div", style, heading + lines), tag("div", "flex:1;font-size:90%;padding:0 2mm", body)
    return tag("div", "display:flex", advice + rest if left else rest + advice)
