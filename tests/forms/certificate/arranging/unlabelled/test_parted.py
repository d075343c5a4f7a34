"""What has no label of its own: readings above names, buildings below addresses."""

from __future__ import annotations

from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.unlabelled.parted import with_unlabelled
from tests.forms.certificate.lines import segment


def told(target: str, *lines: tuple[str, float, float]) -> dict[str, list[str]]:
    spot = Spot(tuple(segment(*line) for line in lines))
    hit = Hit(target, segment("氏名", 100, 300), (spot,), 0 if target.startswith("members") else None)
    return {each.target: [line.text for line in each.spots[0].segments] for each in with_unlabelled(Sheet([hit])).hits}


def test_a_name_that_is_nearly_all_kana_stands_below_its_reading() -> None:
    found = told("members[].name", ("ハラ　エリカ", 400, 300), ("原　エリカ", 400, 345))
    assert found == {"members[].kana": ["ハラ　エリカ"], "members[].name": ["原　エリカ"]}


def test_a_line_that_stands_out_is_a_label_and_no_part_of_a_building() -> None:
    address, building = ("神奈川県中郡大磯町西小磯518番地", 440, 300), ("スカイタワー西棟2450号", 440, 430)
    found = told("former_address", address, ("方壽", 410, 365), building)
    assert found == {"former_address": [address[0]], "former_building": [building[0]]}
    aligned = told("former_address", address, ("第二", 440, 365), building)
    assert aligned["former_building"] == ["第二", building[0]]


def test_a_head_of_readings_that_has_names_beneath_them_gives_each_its_own() -> None:
    spot = Spot(tuple(segment(*line) for line in [("ツチヤ　ユウタ", 400, 300), ("土屋　雄太", 400, 345)]))
    hit = Hit("members[].kana", segment("フリガナ", 400, 200), (spot,), 0)
    found = {each.target: [line.text for line in each.spots[0].segments] for each in with_unlabelled(Sheet([hit])).hits}
    assert found == {"members[].kana": ["ツチヤ　ユウタ"], "members[].name": ["土屋　雄太"]}
    named = Hit("members[].name", segment("氏名", 700, 200), (Spot(()),), 0)
    assert [each.target for each in with_unlabelled(Sheet([hit, named])).hits] == ["members[].kana", "members[].name"]


def test_who_has_no_reading_or_no_name_leaves_the_others_theirs() -> None:
    lines = [[("アベタカシ", 300), ("阿部隆", 345)], [("KHINMYAT", 445)], [("アベソウタ", 500)]]
    spots = tuple(Spot(tuple(segment(text, 400, top) for text, top in each)) for each in lines)
    reading, name = with_unlabelled(Sheet([Hit("members[].kana", segment("フリガナ", 400, 200), spots, 0)])).hits
    assert [spot.text for spot in reading.spots] == ["アベタカシ", "", "アベソウタ"]
    assert [spot.text for spot in name.spots] == ["阿部隆", "KHINMYAT", ""]


def test_ruby_of_the_next_word_is_none_of_a_name_that_slants() -> None:
    spot = Spot(
        (
            segment("ショウジ", 400, 300, em=26),
            segment("ヒカリ", 560, 296, em=26),
            segment("ひかり", 555, 318, em=44),
            segment("東海林", 400, 334, em=44),
        )
    )
    hit = Hit("members[].name", segment("氏名", 100, 320), (spot,), 0)
    found = {each.target: [line.text for line in each.spots[0].segments] for each in with_unlabelled(Sheet([hit])).hits}
    assert found == {"members[].name": ["東海林", "ひかり"], "members[].kana": ["ショウジ", "ヒカリ"]}


def test_a_name_that_is_nearly_all_kana_below_a_head_of_readings_is_a_name() -> None:
    spot = Spot((segment("はら", 400, 300, em=26), segment("原さやか", 300, 345)))
    hit = Hit("members[].kana", segment("ふりがな", 300, 300, em=26), (spot,), 0)
    found = {each.target: [line.text for line in each.spots[0].segments] for each in with_unlabelled(Sheet([hit])).hits}
    assert found == {"members[].kana": ["はら"], "members[].name": ["原さやか"]}


def test_a_reading_in_pieces_above_a_name_is_whole_though_one_piece_stands_closer() -> None:
    name = segment("SANTOS MARIA CRISTINA", 493, 345, em=40)
    pieces = [
        segment("サントス", 493, 303, em=40),
        segment("マリア", 690, 306, em=36),
        segment("クリス", 841, 303, em=40),
    ]
    aside = segment("フリガナ", 200, 303, em=40)
    hit = Hit("members[].name", segment("氏名", 260, 345), (Spot((name,)),), 0)
    found = with_unlabelled(Sheet([hit], [aside, *pieces]))
    told = {each.target: [line.text for line in each.spots[0].segments] for each in found.hits}
    assert told["members[].kana"] == ["サントス", "マリア", "クリス"] and found.loose == [aside]


def test_a_reading_as_large_as_the_name_behind_it_on_its_line_is_a_reading() -> None:
    surname, given = segment("キリュウ", 700, 300), segment("フサエ", 900, 300)
    reading = replace(surname, glyphs=(*surname.glyphs, *given.glyphs))
    hit = Hit("members[].name", segment("氏名", 100, 300), (Spot((segment("桐生フサエ", 400, 300), reading)),), 0)
    found = {each.target: [line.text for line in each.spots[0].segments] for each in with_unlabelled(Sheet([hit])).hits}
    assert found == {"members[].name": ["桐生フサエ"], "members[].kana": ["キリュウフサエ"]}


def test_a_reading_in_brackets_beneath_a_name_is_a_reading() -> None:
    hit = Hit("members[].name", segment("氏名", 100, 300), (Spot((segment("服部つくし", 400, 300),)),), 0)
    below = segment("（ハットリツクシ）", 390, 345, em=30)
    found = with_unlabelled(Sheet([hit], [segment("ツチヤ", 400, 262, em=30), below]))
    told = {each.target: [line.text for line in each.spots[0].segments] for each in found.hits}
    assert told["members[].kana"] == ["（ハットリツクシ）"]


def test_the_next_line_of_a_reading_in_brackets_is_none_of_the_next_persons() -> None:
    silva = segment("SILVA RAFAEL", 400, 300), segment("（シルバ　ラファエ", 400, 345, em=30)
    end, maria = segment("ル）", 400, 380, em=30), segment("SILVA MARIA", 400, 440)
    names = Hit("members[].name", segment("氏名", 400, 200), (Spot(silva), Spot((end, maria))), 0)
    found = {
        hit.target: [[each.text for each in spot.segments] for spot in hit.spots]
        for hit in with_unlabelled(Sheet([names])).hits
    }
    assert found["members[].name"] == [["SILVA RAFAEL"], ["SILVA MARIA"]]
    assert found["members[].kana"] == [["（シルバ　ラファエ", "ル）"], []]


def test_the_next_line_of_a_reading_in_brackets_goes_with_it_where_no_label_has_either() -> None:
    hit = Hit("members[].name", segment("氏名", 100, 300), (Spot((segment("服部つくし", 400, 300),)),), 0)
    loose = [segment("（ハットリツク", 390, 345, em=30), segment("シ）", 390, 380, em=30)]
    found = {each.target: each.spots[0] for each in with_unlabelled(Sheet([hit], loose)).hits}
    assert [each.text for each in found["members[].kana"].segments] == ["（ハットリツク", "シ）"]


def test_beneath_a_label_of_readings_and_names_a_name_may_be_all_that_was_read():
    def hit(member: int, *lines: str) -> Hit:
        rows = tuple(segment(line, 400, 300 + 60 * at) for at, line in enumerate(lines))
        return Hit("members[].kana", segment("フリガナ", 200, 300), (Spot(rows),), member)

    whole, alone = hit(0, "ヨシダアヤ", "吉田綾"), hit(1, "吉田陽翔")
    found = with_unlabelled(Sheet([whole, alone])).hits
    told = [(each.target, each.member, "".join(line.text for line in each.spots[0].segments)) for each in found]
    assert told[2:] == [("members[].kana", 1, ""), ("members[].name", 1, "吉田陽翔")]
    assert with_unlabelled(Sheet([alone])).hits == [alone]
    named = Hit("members[].name", segment("氏名", 200, 900), (Spot((segment("吉田陽翔", 400, 900),)),), 1)
    assert with_unlabelled(Sheet([whole, alone, named])).hits[2] == alone
