"""“What if” in a real browser: the same answers as the engine, by keyboard, said aloud, and gone without scripts."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect

from minhchung.assessing.assess import assess
from minhchung.assessing.judge import judge
from minhchung.assessing.model import Result
from minhchung.criteria.model import CriteriaSet
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import Dossier, Share
from minhchung.i18n import LANGS, Lang
from minhchung.publishing.speech import Speech
from minhchung.words import outcome_words
from minhchung.workspace import Workspace
from tests.browser.axe import violations

ROOT = Path(__file__).parents[2]
PREFIX: dict[Lang, str] = {"vi": "vi-du/", "en": "en/vi-du/"}
TRIED = 400  # combinations of counts for each dossier, beside one for each count

# Sets each field as a reader would, and says what stands there then.
TRY = """combinations => combinations.map(counts => {
  for (const [indicator, count] of Object.entries(counts)) {
    const field = document.getElementById(`try-${indicator}`)
    field.value = count
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
  const said = selector => document.querySelector(selector).textContent
  const chips = Object.keys(counts).map(indicator => [indicator, said(`[id="try-${indicator}-found"]`)])
  return { verdict: said("[data-verdict]"), badge: said("[data-badge]"), found: Object.fromEntries(chips) }
})"""


@pytest.fixture(scope="module")
def example() -> Workspace:
    return Workspace.open(ROOT / "examples" / "may-biec", ROOT / "criteria")


def judged(dossier: Dossier, criteria: CriteriaSet, counts: dict[str, int], totals: dict[str, int]) -> Result:
    """What the engine concludes of the dossier with other counts; a derived one stands for the districts."""
    submission = dossier.self_assessment
    assert submission
    claims, tally = dict(submission.claims), None
    for id_, count in counts.items():
        if criteria.indicators[id_].measure.kind == "derived":
            tally = Tally(count, 0, totals[id_])
        else:
            claims[id_] = replace(claims[id_], value=Share(count, totals[id_]))
    changed = replace(dossier, self_assessment=replace(submission, claims=claims))
    return judge(changed, criteria, "self", lambda *_: tally or Tally(0, 0, 0))


def combinations(now: dict[str, int], totals: dict[str, int]) -> list[dict[str, int]]:
    """Each count of each indicator alone, those of two with each other, and many at random."""
    random = Random(7)
    alone = [{**now, id_: count} for id_ in now for count in range(totals[id_] + 1)]
    first, second, *_ = now
    pairs = product(range(totals[first] + 1), range(totals[second] + 1))
    both = [{**now, first: one, second: other} for one, other in pairs]
    drawn = [
        {id_: total - int(random.random() ** 2 * (total + 1)) for id_, total in totals.items()}
        for _ in range(TRIED)
    ]
    return alone + both + drawn


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("unit", "year", "kind"),
    [
        ("song-xanh", 2022, "district"),
        ("ben-trang", 2023, "district"),
        ("canh-buom", 2023, "district"),
        ("may-biec", 2024, "city"),
    ],
)
def test_every_answer_is_the_engine_s(page: Page, home, example, unit, year, kind, lang):
    """Whatever is tried: what is found about each indicator, and what follows from all."""
    dossier, criteria = example.evidence.dossiers[unit, year], example.editions["hai-phong-2022"].sets[kind]
    page.goto(f"{home}{PREFIX[lang]}units/{unit}/{year}/")
    fields = page.locator("[data-what-if] input")
    now, totals = (
        fields.evaluate_all(f"fields => Object.fromEntries(fields.map(f => [f.dataset.indicator, {value}]))")
        for value in ("f.valueAsNumber", "Number(f.max)")
    )
    grid = combinations(now, totals)
    assert len(grid) > 600
    speech, trial = Speech(lang), {"vi": "Kết quả thử: {}.", "en": "Trial: {}."}[lang]
    for counts, said in zip(grid, page.evaluate(TRY, grid), strict=True):
        result = judged(dossier, criteria, counts, totals)
        assert said["verdict"] == trial.format(outcome_words(result.outcome, lang))
        assert said["badge"] == speech.level(result.level)
        assert said["found"] == {id_: speech.finding(result.findings[id_]) for id_ in counts}


def test_it_works_by_keyboard_and_is_said_aloud(page: Page, home):
    """Tab to a count, arrow keys change it, and a polite status says what follows; it says what it is."""
    page.goto(f"{home}vi-du/units/song-xanh/2022/")
    form = page.get_by_role("form", name="Thử thay đổi số liệu")
    expect(page.locator("#what-if-note")).to_contain_text("Đây là phép thử, không phải kết quả.")
    field = form.get_by_role("spinbutton").first
    before = form.get_by_role("status").inner_text()
    assert "Chưa thay đổi gì" in before
    field.focus()
    page.keyboard.press("ArrowDown")
    expect(form.get_by_role("status")).to_contain_text("Kết quả thử:")
    field.fill("0")
    expect(form.get_by_role("status")).to_contain_text("Chưa đủ điều kiện công nhận")
    expect(field).to_have_accessible_description(
        "Không đạt " + page.locator("#try-2\\.1\\.1-edges").inner_text()
    )
    page.keyboard.press("Tab")
    form.get_by_role("button", name="Về số liệu của hồ sơ").press("Enter")
    expect(form.get_by_role("status")).to_have_text(before, use_inner_text=True)


def test_what_is_no_count_gives_no_answer(page: Page, home):
    page.goto(f"{home}vi-du/units/song-xanh/2022/")
    form = page.get_by_role("form", name="Thử thay đổi số liệu")
    field = form.get_by_role("spinbutton").first
    for wrong in ("", "-1", "1.5", "999999"):
        field.fill(wrong)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(form.get_by_role("status")).to_contain_text("Có ô chưa điền đúng nên chưa có kết quả thử.")
    assert violations(page, "form[data-what-if]") == []


def test_what_is_missing_can_be_supposed(page: Page, home, example):
    """A dossier that cannot be concluded reaches a level once what is missing is supposed to be met."""
    unit = next(
        unit
        for (unit, year, basis), result in assess(example.evidence, example.editions).items()
        if (year, basis, result.status) == (2022, "self", "incomplete") and result.findings
    )
    page.goto(f"{home}vi-du/units/{unit}/2022/")
    page.locator(".mc-try summary").click()
    for chooser in page.locator(".mc-try select").all():
        if "Như hồ sơ: Đạt" not in chooser.inner_text():
            chooser.select_option(index=chooser.locator("option").count() - 1)
    expect(page.locator("[data-verdict]")).to_contain_text("Đủ điều kiện mức độ")
    page.locator(".mc-try button[type=reset]").click()
    expect(page.locator("[data-verdict]")).to_contain_text("Chưa thay đổi gì")


def test_without_scripts_only_the_edges_are_there(browser: Browser, home):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}vi-du/units/song-xanh/2022/")
    assert page.locator(".mc-try").get_by_role("spinbutton").count() == 0
    assert page.locator(".mc-try").get_by_role("button").count() == 0
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#try-2\\.1\\.1-edges")).to_contain_text("từ 52: Đạt, mức độ 1")
    context.close()


def test_a_unit_that_submitted_nothing_has_nothing_to_try(page: Page, home):
    for path in ("units/hong-bang/2022/", "units/hai-phong/2022/"):
        page.goto(home + path)
        expect(page.locator("[data-what-if]")).to_have_count(0)
