"""What web pages call their fields: the whole catalogue, the corpus's words, and words that nobody has written down."""

from __future__ import annotations

import random
import tomllib
from functools import cache

from forms.certificate.words.catalogue import LABELS
from tools.sheets.invented.words import FREE, HELD_OUT
from tools.sheets.paper import MORE_WORDS, WORDS

UNKNOWN = {
    "former_address": (
        "いま住んでいるところ",
        "転出する住所",
        "引越元",
        "住んでいた所",
        "転出時の住所",
        "届出前の住所",
    ),
    "new_address": ("これから住むところ", "行き先", "新居の所在地", "届出後の住所", "転居先", "移り住む先"),
    "householder.former": ("世帯の主", "現世帯の世帯主", "届出前の世帯主", "世帯代表者"),
    "planned_on": ("引っ越す日", "住所を移す日", "異動の期日", "転出する予定の日", "転出予定"),
    "notified_on": ("届けた日", "お届けの日", "届出受理", "届出"),
    "registered_domicile": ("戸籍のある所", "本籍の場所", "戸籍"),
    "register_head": ("戸籍筆頭", "戸籍の初めの人", "筆頭の方"),
    "name": ("ご氏名", "転出される方", "なまえ", "移る人", "異動者", "姓名"),
    "kana": ("読み方", "かな", "カナ表記", "氏名の読み", "ヨミ"),
    "birth_date": ("お誕生日", "出生日", "誕生年月日", "出生"),
    "sex": ("男女", "性"),
    "relationship": ("間柄", "ご関係", "世帯主からみて"),
    "former_building": ("マンション等", "建物", "棟・室", "住所の続き"),
    "new_building": ("マンション等", "建物", "棟・室", "住所の続き"),
    "individual_number": ("１２桁の番号", "個人を識別する番号"),
    "resident_code": ("１１桁の番号", "コード"),
    "nationality": ("国", "出身国"),
    "status_of_residence": ("資格", "在留の資格"),
    "period_of_stay": ("期間", "滞在期間"),
    "stay_until": ("期限", "在留期限", "満了"),
    "card_number": ("カード", "カードの番号"),
    "alias": ("通称", "通称名"),
    "householder.new": ("新世帯主", "転出先の世帯主", "転出先世帯主氏名"),
    "health_insurance": ("国保の有無", "国保加入", "健康保険", "保険の種別", "国保加入の有無"),
    "pension": ("年金の有無", "年金の別", "年金被保険者", "国年", "年金の区分"),
    "care_insurance": ("介護の有無", "介護認定", "要介護", "介護の区分"),
    "child_allowance": ("手当の有無", "子の手当", "手当の受給", "児手の有無"),
    "former_surname": ("旧姓等", "前の氏", "婚姻前の氏"),
}
"""Words that no rule knows: what stands beside them is to be told by its place and its looks."""
ENGLISH_BEHIND = (
    '<br><span style="font-size:6pt">{}</span>',
    '<br><span style="font-size:6pt">{}</span>',
    ' <span style="font-size:70%">{}</span>',
    "／{}",
    " / {}",
    "（{}）",
)
"""How a label in English stands behind the Japanese one."""
ENGLISH = {
    "former_address": "Previous address",
    "new_address": "New address",
    "householder.former": "Head of household",
    "planned_on": "Date of moving out",
    "notified_on": "Date of notification",
    "registered_domicile": "Registered domicile",
    "register_head": "Head of register",
    "name": "Name",
    "kana": "Reading",
    "birth_date": "Date of birth",
    "sex": "Sex",
    "relationship": "Relationship",
    "nationality": "Nationality",
    "status_of_residence": "Status of residence",
    "individual_number": "Individual number",
    "resident_code": "Resident record code",
    "period_of_stay": "Period of stay",
    "stay_until": "Date of expiration",
    "card_number": "Residence card number",
    "alias": "Alias",
    "former_surname": "Former surname",
    "householder.new": "New head of household",
    "former_building": "Building",
    "new_building": "Building",
}
HALF_WIDTH = {
    "former_address": ("ﾃﾝｼｭﾂﾏｴｼﾞｭｳｼｮ", "ｷｭｳｼﾞｭｳｼｮ", "ﾏｴｼﾞｭｳｼｮ", "ｹﾞﾝｼﾞｭｳｼｮ", "ｼﾞｭｳｼｮ(ｷｭｳ)"),
    "new_address": ("ﾃﾝｼｭﾂｻｷｼﾞｭｳｼｮ", "ｼﾝｼﾞｭｳｼｮ", "ﾃﾝｼｭﾂｻｷ", "ｼﾞｭｳｼｮ(ｼﾝ)"),
    "former_building": ("ｶﾀｶﾞｷ", "ﾀﾃﾓﾉ"),
    "new_building": ("ｶﾀｶﾞｷ", "ﾀﾃﾓﾉ"),
    "householder.former": ("ｾﾀｲﾇｼ", "ｾﾀｲﾇｼﾒｲ", "ｷｭｳｾﾀｲﾇｼ"),
    "householder.new": ("ｼﾝｾﾀｲﾇｼ", "ﾃﾝｼｭﾂｻｷｾﾀｲﾇｼ"),
    "planned_on": ("ｲﾄﾞｳﾋﾞ", "ﾃﾝｼｭﾂﾖﾃｲﾋﾞ", "ｲﾄﾞｳﾈﾝｶﾞｯﾋﾟ", "ﾃﾝｼｭﾂﾋﾞ"),
    "notified_on": ("ﾄﾄﾞｹﾃﾞﾋﾞ", "ﾄﾄﾞｹﾃﾞﾈﾝｶﾞｯﾋﾟ"),
    "issued_on": ("ﾊｯｺｳﾋﾞ", "ｺｳﾌﾋﾞ"),
    "registered_domicile": ("ﾎﾝｾｷ", "ﾎﾝｾｷﾁ"),
    "register_head": ("ﾋｯﾄｳｼｬ", "ﾋｯﾄｳｼｬｼﾒｲ"),
    "name": ("ｼﾒｲ", "ｼ ﾒｲ", "ﾅﾏｴ"),
    "kana": ("ﾌﾘｶﾞﾅ", "ｶﾅ", "ﾖﾐ", "ｶﾅｼﾒｲ"),
    "birth_date": ("ｾｲﾈﾝｶﾞｯﾋﾟ", "ｾｲﾈﾝｶﾞﾂﾋﾟ"),
    "sex": ("ｾｲﾍﾞﾂ", "ｾｲ"),
    "relationship": ("ﾂﾂﾞｷｶﾞﾗ", "ｿﾞｸｶﾞﾗ", "ﾂﾂﾞｷ"),
    "individual_number": ("ｺｼﾞﾝﾊﾞﾝｺﾞｳ", "ﾏｲﾅﾝﾊﾞｰ"),
    "resident_code": ("ｼﾞｭｳﾐﾝﾋｮｳｺｰﾄﾞ", "ｼﾞｭｳﾐﾝｺｰﾄﾞ"),
    "nationality": ("ｺｸｾｷ", "ｺｸｾｷ･ﾁｲｷ"),
    "status_of_residence": ("ｻﾞｲﾘｭｳｼｶｸ",),
    "period_of_stay": ("ｻﾞｲﾘｭｳｷｶﾝ",),
    "stay_until": ("ﾏﾝﾘｮｳﾋﾞ",),
    "card_number": ("ｶｰﾄﾞﾊﾞﾝｺﾞｳ",),
    "former_surname": ("ｷｭｳｼ", "ｷｭｳｾｲ"),
    "alias": ("ﾂｳｼｮｳ",),
    "health_insurance": ("ｺｸﾎ", "ｺｸﾐﾝｹﾝｺｳﾎｹﾝ"),
    "pension": ("ﾈﾝｷﾝ", "ｺｸﾐﾝﾈﾝｷﾝ"),
    "care_insurance": ("ｶｲｺﾞ", "ｶｲｺﾞﾎｹﾝ"),
    "child_allowance": ("ｼﾞﾄﾞｳﾃｱﾃ",),
}
"""A line printer's labels; some of these have no small kana."""
SMALL_KANA = str.maketrans("ｧｨｩｪｫｬｭｮｯ", "ｱｲｳｴｵﾔﾕﾖﾂ")
OTHERS = (
    "証明書番号",
    "整理番号",
    "異動事由",
    "届出人",
    "電話番号",
    "備考",
    "世帯番号",
    "異動区分",
    "住民となった年月日",
    "住所を定めた年月日",
    "前本籍",
    "受付番号",
    "担当",
    "転出理由",
    "世帯人数",
    "連絡先",
    "郵便番号",
    "届出の種別",
    "資格取得年月日",
    "記号番号",
    "宛名番号",
    "基礎年金番号",
    "旧氏の振り仮名",
    "世帯主の振り仮名",
)
"""Labels whose values nobody wants."""
SIDES = (
    ("転出前", "転出後"),
    ("異動前", "異動後"),
    ("旧", "新"),
    ("転出元", "転出先"),
    ("変更前", "変更後"),
    ("前", "後"),
    ("旧住所", "新住所"),
    ("従前", "転出先"),
    ("これまで", "これから"),
    ("現在", "転出後"),
    ("FROM", "TO"),
)
NOTES = (
    "個人番号カードをお持ちの方は、転入届の際に必ずお持ちください。",
    "氏名、生年月日、住所などに誤りがある場合は、窓口までお申し出ください。",
    "転出予定日を過ぎても転出しない場合は、届出をしてください。",
    "※この証明書は、転入届（転出予定日から14日以内）に必要です。",
    "この証明書は再発行できません。大切に保管してください。",
    "新しい住所に住み始めてから14日以内に、新住所の市区町村で転入の届出をしてください。",
    "国民健康保険、国民年金、介護保険、児童手当の手続は別に必要です。",
    "本籍・筆頭者は、日本人の方のみ記載しています。",
    "注１　転出をとりやめたときは、この証明書を返してください。",
    "外国人住民の方は、在留カード又は特別永住者証明書が必要です。",
)


@cache
def catalogue() -> dict[str, list[str]]:
    """Field (within ``members[]`` its name) → all words that the product knows for it."""
    table = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for target, texts in (*table["fields"].items(), *table["hidden"].items()):
        field = target.removeprefix("members[].")
        for text in texts:
            name = text[text.find("{") + 1 : text.find("}")] if "{" in text else ""
            found.setdefault(field, []).extend(
                text.replace(f"{{{name}}}", part) for part in (table["parts"][name] if name else ("",))
            )
    return found


def choose(rng: random.Random) -> dict[str, str]:
    """A word for every field, and what it is called where a caption says whose it is (``plain.`` before its name)."""
    unknown = rng.choice((0.0, 0.0, 0.1, 0.3))
    half, small = rng.random() < 0.05, rng.random() < 0.5
    chosen = {}
    for field in sorted({*catalogue(), *WORDS}):
        sources = [catalogue().get(field), (*WORDS.get(field, ()), *MORE_WORDS.get(field, ())), FREE.get(field)]
        words = rng.choice([each for each in (*sources, HELD_OUT.get(field)) if each])
        if field in UNKNOWN and rng.random() < unknown:
            words = UNKNOWN[field]
        chosen[field] = rng.choice(words)
        if half and field in HALF_WIDTH:
            word = rng.choice(HALF_WIDTH[field])
            chosen[field] = word if small else word.translate(SMALL_KANA)
    if half:
        return chosen
    follows = rng.choice(("方書", "方書き", "アパート名等", "マンション名", "建物名", "建物名等", "建物名・部屋番号"))
    for side in ("former", "new"):
        if rng.random() < 0.6:
            chosen[f"{side}_building"] = follows
        chosen[f"plain.{side}_address"] = "住所"
        chosen[f"plain.{side}_building"] = follows
        chosen[f"plain.householder.{side}"] = "世帯主"
    if rng.random() < 0.3:
        chosen |= {f"plain.{side}_address": "所在地" for side in ("former", "new")}
    return chosen
