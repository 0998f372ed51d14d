"""Every state has its words in both languages, and recognition is never named without a decision."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.assessing.model import Finding, FindingStatus, Result, ResultStatus
from minhchung.criteria.model import Rule
from minhchung.criteria.rules import RULES, Tally, band_level, percent_of
from minhchung.evidence.model import Change, Claim, Declared, Parts, Percentage, Share
from minhchung.i18n import LANGS
from minhchung.publishing.arithmetic import arithmetic, band_range, rule_in_words
from minhchung.publishing.site_data import other_results
from minhchung.publishing.speech import CLAIM_STATUS, VERDICT, WHY, Speech, edges_of
from minhchung.words import BASIS_WORDS, FINDING_WORDS, RESULT_WORDS
from tests.dossiers import edition, evidence

VI, EN = Speech("vi"), Speech("en")
DISTRICT, CITY = edition().sets["district"], edition().sets["city"]


def result(status: ResultStatus, basis="self", level=None, decision=None) -> Result:
    return Result("u", 2022, DISTRICT.id, basis, status, level, False, {}, decision=decision)


def explained(
    id_: str, value, status="met", level=None, criteria=DISTRICT, speech=VI, why=None, rule=None
) -> str:
    tally = value if isinstance(value, Tally) else None
    claim = None if tally or value is None else Claim(value)
    finding = Finding(id_, status, level, claim, tally=tally, why=why)
    return " ".join(arithmetic(speech, finding, criteria.indicators[id_], criteria.recognition, rule))


@pytest.mark.parametrize("status", get_args(FindingStatus))
def test_every_finding_has_words_in_both_languages(status):
    finding = Finding("2.1.1", status)
    assert VI.finding(finding) == FINDING_WORDS[status]
    assert EN.finding(finding) not in ("", VI.finding(finding))


@pytest.mark.parametrize(
    ("status", "basis", "level", "words"),
    [
        ("recognisable", "self", 2, "Đủ điều kiện mức độ 2 (theo số liệu tự đánh giá)"),
        ("recognisable", "verified", 1, "Đủ điều kiện mức độ 1 (theo kết quả thẩm định)"),
        ("not-recognisable", "self", 0, "Chưa đủ điều kiện công nhận"),
        ("incomplete", "self", None, "Chưa đủ số liệu để kết luận"),
        ("not-submitted", "self", None, "Chưa nộp hồ sơ"),
        ("recognised", "official", 2, "Được công nhận mức độ 2 (Quyết định số 4567/QĐ-UBND)"),
        ("not-recognised", "official", 0, "Không được công nhận (Quyết định số 4567/QĐ-UBND)"),
        ("undecided", "official", None, "Chưa có quyết định"),
    ],
)
def test_every_result_has_the_words_of_the_product(status, basis, level, words):
    decision = "4567/QĐ-UBND" if status.endswith("recognised") else None
    said = result(status, basis, level, decision)
    assert VI.result(said) == words
    assert EN.result(said) not in ("", words)


def test_no_status_is_left_without_words():
    assert set(RESULT_WORDS) == set(get_args(ResultStatus))
    for table in (RESULT_WORDS, FINDING_WORDS, BASIS_WORDS, WHY, VERDICT, CLAIM_STATUS):
        for message in table.values():
            assert EN._(message) != message


@pytest.mark.parametrize("status", get_args(ResultStatus))
def test_recognition_is_named_only_with_the_number_of_a_decision(status):
    said = VI.result(result(status, "official" if status.endswith("recognised") else "self", 1, "1/QĐ-UBND"))
    assert ("được công nhận" not in said.casefold()) or "1/QĐ-UBND" in said


def test_a_faulty_dossier_and_an_unverified_one_are_said_to_be_so():
    assert VI.result(None) == "Hồ sơ có lỗi, chưa được tính"
    unverified = replace(
        result("incomplete", "verified"), findings={"1.1.1": Finding("1.1.1", "not-verified")}
    )
    assert VI.result(unverified) == "Chưa có kết quả thẩm định"


@pytest.mark.parametrize(
    ("value", "id_", "vi", "en"),
    [
        (Share(61, 74), "2.1.1", "61/74 (82,43 %)", "61/74 (82.43%)"),
        (Share(2701, 3001), "2.1.1", "2.701/3.001 (90,003 %)", "2,701/3,001 (90.003%)"),
        (Share(0, 0), "2.2.3", "0/0", "0/0"),
        (Percentage(Decimal("0.0500")), "3.2.2", "0,0500 %", "0.0500%"),
        (Change(Decimal("1.93"), Decimal("1.20")), "3.1.1", "1,93 % → 1,20 %", "1.93% → 1.20%"),
        (Declared(True), "1.1.1", "Có", "Yes"),
        (Tally(4, 1, 8), "2.1.2", "4/8, còn 1 chưa có kết quả", "4/8, 1 still without a result"),
        (Tally(12, 0, 15), "2.1.2", "12/15 (80 %)", "12/15 (80%)"),
    ],
)
def test_a_value_is_written_as_each_language_writes_it(value, id_, vi, en):
    indicator = DISTRICT.indicators[id_]
    edges = edges_of(indicator, DISTRICT.recognition)
    assert (VI.value(value, indicator, edges), EN.value(value, indicator, edges)) == (vi, en)


def test_parts_are_named():
    indicator = DISTRICT.indicators["3.1.2"]
    parts = Parts({part.id: Decimal("95.2") for part in indicator.measure.parts})
    assert VI.value(parts, indicator).startswith("Chất thải rắn trên địa bàn: 95,2 %; ")


def test_the_arithmetic_of_a_share_names_counts_percentage_threshold_and_level():
    assert explained("2.1.1", Share(61, 74), level=2) == (
        "61 trên 74 cơ quan, đơn vị, bằng 82,43 %. Cần từ 70 % trở lên, tức ít nhất 52. "
        "Thuộc mức độ 2: trên 80 % đến 90 %."
    )


@pytest.mark.parametrize(
    ("previous", "current", "status", "said"),
    [
        (
            "1.93",
            "1.20",
            "met",
            "Từ 1,93 % xuống 1,20 %: giảm 0,73 điểm phần trăm. Mức giảm bằng 37,82 % của tỷ lệ năm trước; cần ít nhất 1,5 %.",
        ),
        ("2.00", "1.97", "met", "Mức giảm bằng 1,5 % của tỷ lệ năm trước"),
        ("2.0000", "1.9701", "not-met", "Mức giảm bằng 1,495 % của tỷ lệ năm trước"),
        (
            "1.20",
            "1.30",
            "not-met",
            "Từ 1,20 % lên 1,30 %: tăng 0,10 điểm phần trăm. Cần giảm ít nhất 1,5 % của tỷ lệ năm trước.",
        ),
        ("1.20", "1.20", "not-met", "Năm trước 1,20 %, năm nay 1,20 %: không đổi."),
        ("0", "0.10", "not-met", "Từ 0 % lên 0,10 %: tăng 0,10 điểm phần trăm."),
    ],
)
def test_the_arithmetic_of_a_fall(previous, current, status, said):
    assert said in explained("3.1.1", Change(Decimal(previous), Decimal(current)), status)


def test_a_fall_in_points_is_the_other_reading():
    rule = Rule("falls-by", amount=Decimal("1.5"), as_="percentage-points")
    said = explained("3.1.1", Change(Decimal("1.93"), Decimal("1.20")), "not-met", rule=rule)
    assert said.endswith("Cần giảm ít nhất 1,5 điểm phần trăm.")


def test_while_districts_are_open_no_percentage_is_stated():
    said = explained("2.1.2", Tally(0, 15, 15), "no-data", criteria=CITY, why="pending")
    assert said == (
        "0 trên 15 quận, huyện đã đạt mức độ; 15 chưa có kết quả. Cần từ 70 % trở lên, tức ít nhất 11. "
        "Còn đơn vị chưa có kết quả nên chưa thể kết luận."
    )
    assert "Dù 1 đơn vị còn lại đều đạt thì vẫn chưa đủ." in explained(
        "2.1.2", Tally(9, 1, 15), "not-met", 0, CITY
    )


def test_growth_is_told_part_by_part_and_as_a_sum():
    parts = {
        "transferred": Change(Decimal(3), Decimal(5)),
        "registered": Change(Decimal(4), Decimal(4)),
    }
    assert "Tổng: 7 → 9." in explained("3.1.3", Parts(parts), criteria=CITY)


@pytest.mark.parametrize("why", WHY)
def test_every_reason_is_told(why):
    assert explained("2.1.1", Share(0, 0), "no-data", why=why).endswith(WHY[why])


def test_where_all_are_asked_for_nothing_is_above_it():
    """100 % is not “from 100 % on”."""
    assert explained("2.2.3", Share(1, 2), "not-met") == (
        "1 trên 2 trung tâm, bằng 50 %. Cần đạt 100 %, tức đủ 2."
    )
    assert rule_in_words(VI, DISTRICT.indicators["2.2.3"]) == "Số trung tâm đạt phải bằng 100 % tổng số."


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_of_the_edition_has_words_under_every_option(lang):
    """Also under the options that are not adopted; the closed set of kinds is covered."""
    units = [{"id": "c", "name": "Thành phố Mây Biếc", "type": "thành phố"}]
    editions = [
        edition(),
        *(other.edition for other in other_results(evidence(units, {}), {edition().id: edition()})),
    ]
    speech, kinds = Speech(lang), set()
    for each in editions:
        for criteria in each.sets.values():
            for indicator in criteria.indicators.values():
                kinds.add(indicator.rule.kind)
                assert rule_in_words(speech, indicator).endswith(".")
    assert kinds == set(RULES)


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_shown_percentage_never_contradicts_the_level(counts):
    """Read back as a number, what a reader sees lies in the band that the engine found."""
    share = Share(*counts)
    text = VI.value(
        share, DISTRICT.indicators["2.1.1"], edges_of(DISTRICT.indicators["2.1.1"], DISTRICT.recognition)
    )
    read = Percentage(Decimal(text.partition("(")[2].removesuffix(" %)").replace(",", ".")))
    bands = DISTRICT.recognition.bands
    assert band_level(read, bands) == band_level(share, bands)
    assert (Fraction(read.percent) == 100) == (percent_of(share) == 100)


def test_the_range_of_each_level_in_words():
    recognition = DISTRICT.recognition
    assert [band_range(VI, band, recognition) for band in recognition.bands] == [
        "từ 70 % đến 80 %",
        "trên 80 % đến 90 %",
        "trên 90 % đến 100 %",
    ]
