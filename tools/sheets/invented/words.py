"""What cities call their fields: the corpus's words, and words put together freely as cities do."""

from __future__ import annotations

import random

from tools.sheets.paper import MORE_WORDS, WORDS

_FORMER = (
    "転出前",
    "転出前の",
    "異動前",
    "異動前の",
    "旧",
    "前",
    "従前の",
    "今までの",
    "これまでの",
    "従前",
    "いままでの",
)
_NEW = (
    "転出先",
    "転出先の",
    "異動後",
    "異動後の",
    "新",
    "新しい",
    "これからの",
    "転出予定先",
    "異動先",
    "転出予定先の",
)
_MOVERS = ("転出者", "転出する者の", "転出する方の", "異動者", "異動する人の", "転出者の", "異動する方の")
FREE = {
    "former_address": tuple(f"{side}{noun}" for side in _FORMER for noun in ("住所", "住所地")),
    "new_address": tuple(f"{side}{noun}" for side in _NEW for noun in ("住所", "住所地")),
    "householder.former": tuple(f"{side}{noun}" for side in _FORMER for noun in ("世帯主", "世帯主氏名", "世帯主名")),
    "former_building": tuple(f"{side}方書" for side in _FORMER),
    "new_building": tuple(f"{side}方書" for side in _NEW),
    "name": (*(f"{who}氏名" for who in _MOVERS), "氏名（漢字）", "氏　　　名", "氏名又は名称", "お名前"),
    "kana": ("氏名（フリガナ）", "氏名カナ", "ふりがな", "（フリガナ）", "氏名のふりがな", "よみがな"),
    "birth_date": ("生年月日", "生　年　月　日", "出生年月日", "生年月日（和暦）", "生まれた日"),
    "sex": ("性別", "性　別", "男女別", "男・女の別"),
    "relationship": ("続柄", "続　柄", "続き柄", "世帯主との続柄", "続柄（世帯主との）", "世帯主から見た続柄"),
    "planned_on": (
        "転出予定年月日",
        "転出（予定）日",
        "異動（予定）年月日",
        "転出をする日",
        "異動予定日",
        "転出した年月日",
    ),
    "notified_on": ("届出年月日", "届出の日", "届出日", "届出をした年月日", "転出届出年月日"),
    "registered_domicile": ("本籍", "本　籍", "本籍地", "戸籍の表示", "本籍の表示"),
    "register_head": ("筆頭者", "筆　頭　者", "筆頭者氏名", "筆頭者の氏名", "戸籍の筆頭者", "戸籍筆頭者名"),
    "individual_number": ("個人番号", "マイナンバー", "個人番号（マイナンバー）", "個　人　番　号"),
    "resident_code": ("住民票コード", "住民コード", "住民票コード番号"),
    "health_insurance": ("国民健康保険", "国保", "国民健康保険の資格", "国民健康保険加入"),
    "pension": ("国民年金", "年金", "国民年金種別", "国民年金の種別"),
    "care_insurance": ("介護保険", "介護保険の資格", "介護保険被保険者"),
    "child_allowance": ("児童手当", "児童手当の受給", "児童手当受給"),
    "nationality": ("国籍・地域", "国籍", "国籍等", "国籍又は地域"),
}
HELD_OUT = {
    "former_address": ("お引越し前の住所", "引越前の住所", "移転前住所", "変更前の住所", "現に住んでいる住所"),
    "new_address": ("お引越し先の住所", "引越先の住所", "移転後住所", "変更後の住所", "移転先の住所"),
    "householder.former": ("現在の世帯主", "変更前の世帯主", "移転前世帯主"),
    "name": ("移転する者の氏名", "お引越しする方の氏名", "氏名（外国人は本名）"),
    "planned_on": ("お引越しの日", "移転年月日", "転出の予定日"),
    "relationship": ("世帯主とのつづき柄", "世帯主に対する続柄"),
    "registered_domicile": ("戸籍の所在", "本籍・国籍"),
}
"""What only sheets of the held-out kind are called."""
DROPPED = ("証明書番号", "整理番号", "異動事由", "届出人", "電話番号", "備考", "世帯番号", "異動区分")
"""Labels whose values nobody wants."""


def choose(rng: random.Random, held_out: bool) -> dict[str, str]:
    """A word for every field: a third of them freely put together."""
    chosen = {}
    for field, words in (WORDS | MORE_WORDS).items():
        words = (*words, *WORDS.get(field, ()))
        if field in FREE and rng.random() < 0.35:
            words = FREE[field]
        if held_out and field in HELD_OUT and rng.random() < 0.5:
            words = HELD_OUT[field]
        chosen[field] = rng.choice(words)
    return chosen
