"""A dossier's page: the result on three bases, why, the proof, and what a reader must know first."""

import re
from pathlib import Path

import html5lib
import pytest
from markupsafe import escape

from minhchung.i18n import Lang
from minhchung.publishing.escaping import visible
from minhchung.publishing.pages import pages
from minhchung.workspace import Workspace
from tests.publishing.small_city import (
    DECISION,
    DOCUMENTS,
    REPLY,
    VERIFICATION,
    dossier_page,
    self_assessment,
    site,
    small_city,
    small_site,
    text,
)

ROOT = Path(__file__).parents[2]
SONG_XANH = "units/song-xanh/2022"


def slot(name: str, path: str = SONG_XANH, lang="vi") -> str:
    return str(small_site(lang)[path].slots[name])


def said(name: str, path: str = SONG_XANH, lang="vi") -> str:
    return " ".join(small_site(lang)[path].slots[name].striptags().split())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_whole_page(golden, lang):
    page = small_site(lang)[SONG_XANH]
    slots = "\n".join(f"<!-- {name} -->\n{markup}" for name, markup in page.slots.items())
    golden(f"pages/dossier.{lang}.html", f"<title>{page.title}</title>\n{slots}")


def test_the_level_stands_on_all_three_bases_side_by_side():
    result = said("dossier-result")
    assert result.startswith("Được công nhận mức độ 2 (Quyết định số 4567/QĐ-UBND).")
    for part in (
        "Tự đánh giá Mức độ 2 Đủ điều kiện mức độ 2 Nộp ngày 10/12/2022",
        "Thẩm định Mức độ 1 Đủ điều kiện mức độ 1 Sở Giáo dục và Đào tạo, ngày 20/12/2022",
        "Chính thức Mức độ 2 Được công nhận mức độ 2 (Quyết định số 4567/QĐ-UBND) Ủy ban nhân dân thành phố, ngày 28/12/2022",
    ):
        assert part in result


def test_a_decision_that_differs_from_the_rules_is_said_plainly():
    assert (
        "Quyết định và kết quả tính theo bộ tiêu chí khác nhau. Quyết định: Được công nhận mức độ 2 (Quyết định số "
        "4567/QĐ-UBND). Tính theo kết quả thẩm định: Đủ điều kiện mức độ 1 (theo kết quả thẩm định)."
    ) in said("dossier-result")


def test_a_decision_that_agrees_needs_no_remark():
    page = dossier_page(verification=VERIFICATION, decision=DECISION | {"level": 1})
    assert "khác nhau" not in text(page)


def test_a_decision_without_a_verification_is_said_to_have_none():
    assert "chưa có kết quả thẩm định để đối chiếu" in text(dossier_page(decision=DECISION))


def test_what_is_missing_is_counted_in_whole_agencies():
    missing = said("dossier-next")
    assert "Còn thiếu 2 cơ quan, đơn vị để đạt mức độ 2" in missing
    assert "Hiện 58/74, cần 60/74." in missing
    assert "Còn thiếu 6 cơ quan, đơn vị để đạt mức độ 3" in missing


def test_a_corrected_claim_stands_beside_the_claimed_one_with_reason_and_reply():
    indicator = slot("dossier-indicators").split('id="2.1.1"')[1].split("</article>")[0]
    for part in (
        "61/74 (82,43 %)",
        "58/74 (78,38 %)",
        "Điều chỉnh số liệu",
        "Ba đơn vị chưa có biên bản.",
        "2/BB-SGDĐT",
        "không đồng ý",
        REPLY["indicators"]["2.1.1"]["text"],
    ):
        assert part in indicator


def test_the_official_clause_is_there_in_both_languages_and_translated_in_english():
    clause = "Tối thiểu 70% các cơ quan, đơn vị cấp huyện được đánh giá, xếp loại “Đơn vị học tập” từ loại Khá trở lên"
    assert clause in slot("dossier-indicators")
    english = slot("dossier-indicators", lang="en")
    assert f'<blockquote class="mc-quote" lang="vi"><p>{clause}</p>' in english
    assert "At least 70% of district-level agencies" in english


def test_a_citation_gives_page_and_words_and_leads_to_the_document():
    assert (
        '<a href="#doc-s-qc-1">1-QC/QU</a> <span class="mc-free">Quy chế phối hợp</span>, trang 4: '
        '<q class="mc-free">phối hợp giữa các ngành</q>'
    ) in slot("dossier-indicators")


def test_a_document_shows_host_copy_hash_holder_and_use():
    documents = slot("dossier-documents")
    for part in (
        '<a href="https://songxanh.example/bc-12.pdf" rel="nofollow noopener">songxanh.example</a>',
        ">web.archive.org</a>",
        DOCUMENTS["bc-12"]["sha256"],
        'Không công khai; <span class="mc-free">Văn phòng Quận ủy Sông Xanh</span> giữ.',
        'Cách đề nghị cung cấp: <span class="mc-free">gửi văn bản đề nghị</span>',
        "Chưa chỉ báo nào dẫn tài liệu này.",
    ):
        assert part in documents


def test_a_file_is_a_link_only_where_it_is_published():
    assert 'href="documents/1-QC-QU.pdf"' not in slot("dossier-documents")
    published = site(small_city(), files=frozenset({"song-xanh/2022/documents/1-QC-QU.pdf"}))
    page = next(page for page in pages(published) if page.path == SONG_XANH)
    assert 'href="documents/1-QC-QU.pdf"' in page.slots["dossier-documents"]


def test_the_status_of_a_figure_and_its_note_are_shown():
    indicators = said("dossier-indicators")
    assert "1,93 % → 1,20 % Số sơ bộ" in indicators
    assert "Ghi chú: cả hai phường" in indicators


def test_poverty_is_always_shown_under_both_readings():
    indicators = said("dossier-indicators")
    assert "Cần giảm ít nhất 1,5 điểm phần trăm." in indicators
    assert "Mức giảm bằng 37,82 % của tỷ lệ năm trước; cần ít nhất 1,5 %." in indicators


def test_the_readings_a_result_depends_on_say_what_else_it_would_be():
    readings = said("dossier-readings")
    assert "“Giảm 1.5 phần trăm so với năm trước”" in readings
    assert "Tự đánh giá: Chưa đủ điều kiện công nhận. Hiện nay: Đủ điều kiện mức độ 2" in readings


def test_a_submission_on_the_day_named_is_late_and_says_under_which_reading_it_is_not():
    process = said("dossier-process", "units/doi-gio/2022")
    assert "Nộp muộn (hạn: trước ngày 15/12/2022)" in process
    assert (
        "Theo cách hiểu khác về ““Trước ngày 15/12/2022” có tính cả ngày 15/12/2022 không?”: đúng hạn."
        in process
    )
    assert "Đúng hạn (hạn: trước ngày 15/12/2022)" in said("dossier-process")


def test_observations_name_their_indicator():
    observations = said("dossier-observations")
    assert "3.1.1 Giảm tỷ lệ hộ nghèo" in observations
    assert "Khó khăn, vướng mắc: Tỷ lệ đã thấp." in observations
    assert "Khó khăn, vướng mắc: Thời gian ngắn." in observations


def test_a_unit_without_a_dossier_has_not_submitted_which_is_not_zero():
    page = small_site("vi")["units/sao-bien/2022"]
    assert "Chưa nộp hồ sơ." in text(page)
    assert "không phải bằng 0" in text(page)
    assert "0 %" not in text(page)


def test_a_dossier_with_errors_says_so_and_has_no_result():
    assert "Hồ sơ có lỗi nên chưa được tính." in text(small_site("vi")["units/hoa-nang/2022"])


def test_a_draft_is_marked_and_late_for_nothing():
    page = dossier_page(submitted=None)
    assert "Đây là bản nháp" in text(page)
    assert "mc-chip--draft" in page.slots["dossier-result"]


def test_a_collection_from_public_sources_is_no_submission():
    page = dossier_page(origin="public-sources", submitted=None)
    assert "tập hợp từ nguồn công khai, không phải hồ sơ do đơn vị nộp" in text(page)
    assert "Đủ điều kiện" not in page.slots["dossier-result"].striptags()


def test_one_body_in_two_roles_is_said():
    both = "Sở Giáo dục và Đào tạo"
    page = dossier_page(prepared_by=f" {both.upper()} ", verification=VERIFICATION)
    assert f"Cùng một cơ quan ({both}) vừa lập hồ sơ vừa thẩm định." in text(page)


def test_recognition_is_never_named_without_a_decision():
    for page in (dossier_page(), dossier_page(verification=VERIFICATION)):
        assert "được công nhận" not in page.slots["dossier-result"].striptags().casefold()


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onfocus=alert(1) autofocus="',
    "image": "'><img src=x onerror=alert(1)>",
    "template": "{{ 7*7 }}{% raw %}{0.__class__}{unit}%(x)s",
    "entity": "&lt;b&gt;&#x202e;",
    "unseen": "\u202etxt.exe\u200b\x00\u2028",
    "long": "dài" * 300,
    "accents": "a" + "\u0301" * 60,
}


def page_with(words: str, lang: Lang) -> str:
    """The slots of a dossier with `words` in every place of every file that takes free text."""
    document = {
        "title": words,
        "number": words,
        "issuer": words,
        "issued": words,
        "url": words,
        "archived": f"javascript:{words}",
        "file": words,
        "sha256": words,
        "access": "restricted",
        "holder": words,
        "request": words,
    }
    first = {
        "met": True,
        "note": words,
        "evidence": [{"document": "bc-12", "quote": words}, words, f"?{words}"],
    }
    page = dossier_page(
        lang,
        verification={
            **VERIFICATION,
            "verified_by": words,
            "indicators": {"2.1.1": {"outcome": "rejected", "reason": words}},
        },
        decision=DECISION | {"number": words, "decided_by": words, "document": document},
        prepared_by=words,
        documents={"bc-12": document, "qc-1": document, words: document},
        indicators=self_assessment()["indicators"] | {"1.1.1": first},
        observations=[{"indicator": words, "difficulty": words, "proposal": words}],
    )
    return "".join(page.slots.values())


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(element.tag, dict(element.attrib)) for element in fragment.iter("*")]


@pytest.mark.parametrize("payload", HOSTILE)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_hostile_string_is_text_and_nothing_else(payload, lang):
    """The page has the very elements and attributes that it has with harmless words, and shows the string."""
    harmless, hostile = page_with("lời lành", lang), page_with(HOSTILE[payload], lang)
    assert elements(hostile) == elements(harmless)
    assert (
        hostile.count(str(escape(visible(HOSTILE[payload])))) >= harmless.count("lời lành") - 3
    )  # in lower case
    assert not re.search("[\u202e\u200b\u2028\x00]", hostile)


def test_nobody_is_said_to_have_assessed_themselves_where_others_collected_the_figures():
    """The real city's dossier: gathered from what is public."""
    workspace = Workspace.open(ROOT / "evidence", ROOT / "criteria")
    found = {page.path: page for page in pages(site(workspace.evidence))}
    dossier = found["units/hai-phong/2022"].slots
    marks = str(dossier["dossier-indicators"])
    assert '<span class="mc-mark__basis">Nguồn công khai</span>' in marks
    assert '<span class="mc-mark__basis">Tự đánh giá</span>' not in marks
    assert "; tập hợp từ nguồn công khai" in str(dossier["dossier-documents"])
    indicator = str(found["indicators/hai-phong-2022/city/3.1.1"].slots["indicator-values"])
    assert "nguồn công khai" in indicator
    assert "tự đánh giá" not in indicator
