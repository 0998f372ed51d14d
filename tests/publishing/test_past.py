"""The past on the pages: timeline, deadline, verdicts about earlier values, recent changes and their feed."""

import re
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import html5lib
import pytest

from minhchung.criteria.model import Lifetime, Words
from minhchung.documents.record import Entry
from minhchung.history.gather import past
from minhchung.publishing.feed import atom, atoms
from minhchung.publishing.pages import pages
from minhchung.publishing.provenance import Build
from minhchung.publishing.view import View
from minhchung.workspace import Workspace
from tests.history.a_year import a_year
from tests.history.story import COMMITTEE, STRANGER, VERIFIER
from tests.publishing.small_city import site, small_city, text

PATH = "units/quan-song-xanh/2022"
COMMIT = re.compile(r"\b[0-9a-f]{12}\b")  # of the sample's rules too, which may change
ATOM = "{http://www.w3.org/2005/Atom}"


def data(repo, lang="vi"):
    workspace = Workspace.open(repo.root / "evidence", repo.root / "criteria")
    made = site(workspace.evidence, lang, past=past(workspace), revision=workspace.revision)
    return replace(made, editions=workspace.editions)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    repo = a_year(tmp_path_factory.mktemp("past") / "repo")

    @cache
    def of(lang):
        return SimpleNamespace(data=data(repo, lang), pages={p.path: p for p in pages(data(repo, lang))})

    return of


def slot(story, name, path=PATH, lang="vi"):
    return story(lang).pages[path].slots[name]


def said(story, name, path=PATH, lang="vi"):
    return " ".join(slot(story, name, path, lang).striptags().split())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_timeline_of_a_dossier(story, golden, lang):
    history = slot(story, "dossier-history", lang=lang)
    golden(f"pages/history.{lang}.html", COMMIT.sub("0123456789ab", str(history)))


def test_the_state_at_the_deadline_stands_beside_todays_with_what_changed_since(story):
    history = said(story, "dossier-history")
    assert (
        "Tự đánh giá. Tại thời hạn 15/12/2022: Chưa đủ điều kiện công nhận; hôm nay: Chưa đủ số liệu"
        in history
    )
    assert "Từ đó đến nay, những giá trị sau đã khác:" in history
    assert "2.1.1 số đạt: 48 → 70" in history


def test_each_change_says_what_it_came_after(story):
    history = slot(story, "dossier-history")
    silent = history.split("61 → 70")[0].rsplit('class="mc-timeline__file"', 1)[1]
    assert [words for words in ("sau thời hạn", "sau thẩm định", "sau quyết định") if words in silent] == [
        "sau thời hạn",
        "sau thẩm định",
        "sau quyết định",
    ]


def test_a_stale_verdict_is_said_above_the_result_and_at_its_indicator(story):
    assert "Số liệu hoặc tài liệu của chỉ báo 2.1.1 đã được sửa sau khi thẩm định." in said(
        story, "dossier-result"
    )
    assert "Sau quyết định công nhận, hồ sơ còn được sửa." in said(story, "dossier-result")
    card = slot(story, "dossier-indicators").split('id="2.1.1"')[1].split("</article>")[0]
    assert "sửa sau khi thẩm định" in card
    assert "số đạt: 61 → 70" in card
    assert slot(story, "dossier-indicators").count("mc-verdict--stale") == 1


def test_no_person_and_no_address_is_on_any_page(story):
    feed = atom(View(story("vi").data), "https://minhchung.example/").decode()
    whole = feed + "".join(
        str(markup) for page in story("vi").pages.values() for markup in page.slots.values()
    )
    for name, address in (STRANGER, VERIFIER, COMMITTEE):
        assert name not in whole
        assert address.lower() not in whole.lower()


def test_an_indicator_has_its_changes_the_newest_first(story):
    path = "indicators/hai-phong-2022/district/2.1.1"
    history = said(story, "indicator-history", path)
    assert history.index("61 → 70") < history.index("48 → 61")
    assert "Chưa số liệu nào của chỉ báo này thay đổi" in said(
        story, "indicator-history", "indicators/hai-phong-2022/district/1.1.1"
    )


def test_recent_changes_are_of_all_dossiers_the_newest_first(story):
    changes = slot(story, "changes-recent", "changes")
    assert changes.index("Đổi mã" if "Đổi mã" in changes else "song-xanh → quan-song-xanh") < changes.index(
        "61 → 70"
    )
    assert f'href="../{PATH}/#history"' in changes
    assert 'href="../changes.atom"' in changes


def test_the_page_says_from_which_commit_and_how_to_compute_it_again(story):
    revision = story("vi").data.revision
    again = said(story, "dossier-reproduce")
    assert f"assess --unit quan-song-xanh --year 2022 --at {revision} --format json" in again
    assert "hai-phong-2022/district" in again
    assert "band-edges=a" in again


def test_every_slot_is_valid_html(story):
    for page in story("en").pages.values():
        for markup in page.slots.values():
            parser = html5lib.HTMLParser()
            parser.parseFragment(str(markup))
            assert parser.errors == [], page.path


def test_the_feed_has_stable_ids_and_no_clock(story):
    address = "https://minhchung.example/"
    content = atom(View(story("vi").data), address)
    feed = ET.fromstring(content)
    entries = feed.findall(f"{ATOM}entry")
    changes = [change for of in story("vi").data.past.changes.values() for change in of]
    assert {entry.findtext(f"{ATOM}id") for entry in entries} == {
        f"tag:minhchung.example,2022:{change.commit}/quan-song-xanh/2022" for change in changes
    }
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        change.date for change in {change.commit: change for change in reversed(changes)}.values()
    ]
    assert feed.findtext(f"{ATOM}updated") == "2023-01-05T09:00:00+07:00"
    assert all(entry.find(f"{ATOM}author/{ATOM}name") is not None for entry in entries)
    assert "2.1.1, số đạt: 61 → 70" in "".join(entry.findtext(f"{ATOM}content", "") for entry in entries)
    assert atom(View(story("vi").data), address) == content


def test_what_a_stranger_wrote_breaks_neither_page_nor_feed(tmp_path):
    """Texts, keys and names of organisations, in files that nobody checked."""
    repo = a_year(tmp_path / "repo")
    evil = "</span><script>alert(1)</script>\\u0001\\u202E\\uFFFF"
    place = repo.root / "evidence" / "quan-song-xanh" / "2022" / "self-assessment.yml"
    content = place.read_text("utf-8").replace("prepared_by: ", f'prepared_by: "{evil}" # ')
    content = content.replace("  1.1.1:", f'  "{evil}": {{met: true}}\n  1.1.1:')
    names = f'organisations:\n  - name: "{evil}"\n    domains: [mail.example]\n'
    repo.commit(
        "Phá",
        {str(place): content, "evidence/organisations.yml": names},
        "2023-02-01T08:00:00+07:00",
        STRANGER,
    )
    made = data(repo)
    feed = atom(View(made), "https://minhchung.example/")
    assert b"<script" not in feed
    assert ET.fromstring(feed).find(f"{ATOM}entry/{ATOM}author") is not None
    for page in pages(made):
        assert "<script" not in "".join(page.slots.values())


def test_without_git_the_page_says_so():
    page = next(p for p in pages(site(small_city())) if p.path == "units/song-xanh/2022")
    assert "không được dựng từ một kho git" in page.slots["dossier-history"]
    changes = next(p for p in pages(site(small_city(), shallow=True)) if p.path == "changes")
    assert "bản sao chỉ có những lần ghi mới nhất" in changes.slots["changes-recent"]
    assert "atom" not in changes.slots["changes-recent"]


def test_a_dossier_that_came_into_git_late_says_so(tmp_path):
    repo = a_year(tmp_path / "repo")
    moved = repo.root / "evidence" / "quan-song-xanh" / "2022" / "self-assessment.yml"
    repo.git("checkout", "--quiet", "--orphan", "new")
    repo.commit("Nhập lại", None, "2024-01-05T09:00:00+07:00")
    assert moved.exists()
    page = next(p for p in pages(data(repo)) if p.path == PATH)
    assert "Tại thời hạn 15/12/2022: kho chưa có lần ghi nào" in text(page)
    assert "ghi vào git lần đầu ngày 05/01/2024, sau thời hạn" in text(page)
    assert "sau thẩm định" not in page.slots["dossier-history"]


def test_the_outcome_of_the_last_check_stands_beside_each_address():
    checked = {
        "song-xanh/2022/self-assessment/bc-12/url": Entry("matches", "2023-01-09", "0" * 12),
        "song-xanh/2022/self-assessment/bc-12/archived": Entry("gone", "2023-01-09", "0" * 12, "http-404"),
    }
    page = next(p for p in pages(site(small_city(), checked=checked)) if p.path == "units/song-xanh/2022")
    documents = " ".join(page.slots["dossier-documents"].striptags().split())
    assert "Bản gốc tại: songxanh.example trùng khớp ngày 09/01/2023" in documents
    assert "Bản lưu tại: web.archive.org không còn (kiểm tra ngày 09/01/2023)" in documents
    assert "Tệp trong hồ sơ: documents/1-QC-QU.pdf chưa kiểm tra" in documents


def test_a_document_past_the_lifetime_of_its_kind_is_marked():
    made = site(small_city())
    edition = next(iter(made.editions.values()))
    note = Words("Báo cáo dùng trong năm.", "Reports serve for a year.")
    lifetimes = {"BC": Lifetime("BC", 0, note)}
    aged = replace(edition, roadmap=replace(edition.roadmap, lifetimes=lifetimes))
    page = next(
        p for p in pages(replace(made, editions={edition.id: aged})) if p.path == "units/song-xanh/2022"
    )
    documents = " ".join(page.slots["dossier-documents"].striptags().split())
    assert documents.count("Quá hạn Báo cáo dùng trong năm.") == 1


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (Build("b" * 40), "chưa có gì để so"),
        (Build("b" * 40, "a" * 40, "descends"), "lịch sử không bị viết lại."),
        (Build("b" * 40, "a" * 40, "rewritten", (("a" * 40, "b" * 40),)), "lịch sử đã bị viết lại."),
        (Build("b" * 40, "a" * 40, "older"), "cũ hơn bản trước"),
        (Build("b" * 40, "a" * 40, "unknown"), "Chưa kiểm tra được"),
        (Build(None, "a" * 40), "bản xem thử"),
    ],
)
def test_the_audit_page_says_how_a_build_stands_to_the_one_before(build, words):
    page = next(p for p in pages(site(small_city(), build=build)) if p.path == "audit")
    assert words in page.slots["audit-builds"]
    assert ("đã ghi nhận" in page.slots["audit-builds"]) == bool(build.rewritten)


def test_each_unit_has_a_feed_of_its_own(story):
    """Its entries are those of the city's feed that are about it; that of a unit without a history has none yet."""
    address = "https://minhchung.example/"
    view = View(story("vi").data)
    feeds = dict(atoms(view, address))
    assert set(feeds) == {"changes.atom", *(f"units/{unit}/changes.atom" for unit in view.evidence.units)}
    assert len(feeds) > 2
    feed = ET.fromstring(feeds["units/quan-song-xanh/changes.atom"])
    assert feed.findtext(f"{ATOM}id") == f"{address}units/quan-song-xanh/changes.atom"
    assert "Sông Xanh" in feed.findtext(f"{ATOM}title", "")
    whole = ET.fromstring(feeds["changes.atom"])
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert ids == [entry.findtext(f"{ATOM}id") for entry in whole.findall(f"{ATOM}entry")]
