"""On a page of another language Vietnamese is marked where it is told; an untranslated sentence stays unmarked."""

import pytest

from minhchung.publishing.tongue import has_vietnamese, marked


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("Recognised at level 2 (Decision No. 4222/QĐ-UBND)", ["4222/QĐ-UBND"]),
        ("Huyện An Lão, 2022", ["Huyện An Lão"]),
        ("Results of Thành phố Hải Phòng and its districts", ["Thành phố Hải Phòng"]),
        ("Bạch Long Vĩ has no commune; Lê Chân has 15", ["Bạch Long Vĩ", "Lê Chân"]),
        ("Hải Phòng Association for the Promotion of Learning", ["Hải Phòng"]),
        ("The plan says “phần trăm” (per cent)", ["phần trăm"]),
        ("rated “Learning unit” at grade “Khá” (fairly good)", ["Khá"]),
        ("Plan 02/KH-UBND, indicator 2.1.1", []),
    ],
)
def test_names_numbers_and_quoted_words_are_marked(text, vietnamese):
    expected = text
    for words in vietnamese:
        expected = expected.replace(words, f'<span lang="vi">{words}</span>')
    assert marked(text) == expected


def test_an_untranslated_sentence_is_not_hidden():
    """A capital begins it, and the rest of it stays open to a check of the pages."""
    assert marked("Chưa có hồ sơ nào.").count("<span") == 1
    assert has_vietnamese(marked("Chưa có hồ sơ nào.").rpartition("</span>")[2])


def test_in_a_sample_a_line_is_vietnamese_from_its_first_such_word_to_its_last():
    assert marked(
        "<pre><code>2022  Quận Sông Xanh  Official\ntitle: Báo cáo kết quả năm 2022, page 3</code></pre>"
    ) == (
        '<pre><code>2022  <span lang="vi">Quận Sông Xanh</span>  Official\n'
        'title: <span lang="vi">Báo cáo kết quả năm</span> 2022, page 3</code></pre>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<p lang="vi">Đạt <b>Quận</b> Đồ Sơn</p>',
        "<title>Hải Phòng</title>",
        "<script>const city = 'Hải Phòng'</script>",
        '<a title="Hải Phòng" href="/">x</a>',
    ],
)
def test_what_is_marked_already_or_is_no_text_stays_as_it_is(html):
    assert marked(html) == html


def test_after_a_marked_element_marking_goes_on():
    html = '<p><span lang="vi">Đạt<span>x</span></span><br lang="vi"/>Đồ Sơn</p>'
    assert marked(html).endswith('<span lang="vi">Đồ Sơn</span></p>')
