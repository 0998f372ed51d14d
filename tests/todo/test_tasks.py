"""Who has what to do: counted from the roadmap and the dossiers, as of a day, never from a clock."""

import copy
from dataclasses import replace

import pytest
from click.testing import CliRunner

from minhchung.assessing.assess import assess
from minhchung.cli import main
from minhchung.evidence import load
from minhchung.publishing.speech import Speech
from minhchung.todo import words
from minhchung.todo.tasks import by_unit, for_agency, for_unit, tasks
from tests.dossiers import edition, evidence
from tests.opendata.cities import ROOT
from tests.publishing.small_city import (
    DECISION,
    DOCUMENTS,
    UNITS,
    VERIFICATION,
    self_assessment,
    small_city,
    small_site,
)

EDITIONS = {edition().id: edition()}
BEFORE, LAST, AFTER = "2022-12-13", "2022-12-14", "2022-12-15"


def waiting(dossiers, today=AFTER):
    found = evidence(UNITS, dossiers)
    return found, tasks(found, EDITIONS, assess(found, EDITIONS), today)


def told(dossiers, unit="song-xanh", today=AFTER):
    """The kinds of tasks about a unit, with agency and state."""
    found, all_of = waiting(dossiers, today)
    own = for_unit(all_of, found.units[unit])
    return [(task.kind, task.agency, task.state(today)) for task in own if task.kind != "duty"]


def dossier(**files):
    return {("song-xanh", 2022): files}


@pytest.mark.parametrize(
    ("today", "state"), [(BEFORE, "due"), (LAST, "due"), (AFTER, "overdue"), (None, "due")]
)
def test_a_pilot_district_without_a_dossier_has_to_submit_one(today, state):
    """“trước ngày 15/12/2022”: the last day is the 14th, under the adopted reading."""
    assert told({}, today=today) == [("submit", None, state)]


def test_a_district_that_is_no_pilot_is_not_asked_to():
    assert told({}, "sao-bien") == []


@pytest.mark.parametrize(("today", "kinds"), [("2025-06-30", ["submit"]), ("2025-07-01", [])])
def test_a_unit_that_is_no_more_has_nothing_to_do(today, kinds):
    found = evidence(UNITS, {})
    units = {**found.units, "song-xanh": replace(found.units["song-xanh"], ends="2025-06-30")}
    found = replace(found, units=units)
    own = for_unit(tasks(found, EDITIONS, assess(found, EDITIONS), today), units["song-xanh"])
    assert [task.kind for task in own if task.kind != "duty"] == kinds


def test_what_others_gathered_is_no_submission():
    collected = self_assessment(origin="public-sources", submitted=None)
    assert told(dossier(**{"self-assessment": collected})) == [("submit", None, "overdue")]


def test_a_draft_waits_to_be_submitted_and_gaps_to_be_filled():
    claims = copy.deepcopy(self_assessment()["indicators"])
    del claims["2.1.2"]
    claims["2.2.4"]["evidence"] = []
    files = dossier(**{"self-assessment": self_assessment(submitted=None, indicators=claims)})
    assert told(files) == [(kind, None, "overdue") for kind in ("finish", "figures", "evidence")]
    _, all_of = waiting(files)
    assert {task.kind: task.indicators for task in all_of if task.unit == "song-xanh"} == {
        "finish": (),
        "figures": ("2.1.2",),
        "evidence": ("2.2.4",),
    }


def test_a_submitted_dossier_waits_for_the_standing_agency():
    files = dossier(**{"self-assessment": self_assessment()})
    assert told(files) == [("verify", "so-gddt", "due")]
    assert told(files, today="2022-11-30") == [("verify", "so-gddt", "ahead")]
    assert told(files, today="2023-01-01") == [("verify", "so-gddt", "overdue")]


def test_a_verified_dossier_waits_for_the_decision_and_then_for_nobody():
    files = {"self-assessment": self_assessment(), "verification": VERIFICATION}
    assert told(dossier(**files)) == [("decide", "ubnd-thanh-pho", "undated")]
    assert told(dossier(**files, decision=DECISION)) == []


def test_a_body_that_is_no_agency_of_the_edition_is_named_all_the_same():
    """Never the unit: nobody verifies or decides on their own dossier."""
    agencies = {id_: a for id_, a in edition().agencies.items() if id_ not in ("so-gddt", "ubnd-thanh-pho")}
    bare = {edition().id: replace(edition(), agencies=agencies)}
    files = {"self-assessment": self_assessment()}
    for more, body in (
        ({}, "Sở Giáo dục và Đào tạo"),
        ({"verification": VERIFICATION}, "Ủy ban nhân dân thành phố"),
    ):
        found = evidence(UNITS, dossier(**files, **more))
        all_of = tasks(found, bare, assess(found, EDITIONS), AFTER)
        own = [task for task in for_unit(all_of, found.units["song-xanh"]) if task.kind != "duty"]
        assert [words.who(task, found, Speech("vi")) for task in own] == [body]


def test_what_was_rejected_awaits_a_reply_until_there_is_one():
    verification = copy.deepcopy(VERIFICATION)
    verification["indicators"]["3.1.2"] = {"outcome": "rejected", "reason": "Chưa có biên bản."}
    del verification["indicators"]["1.1.1"]
    files = {"self-assessment": self_assessment(), "verification": verification}
    _, all_of = waiting(dossier(**files))
    open_ones = {task.kind: task.indicators for task in all_of if task.unit == "song-xanh"}
    assert open_ones == {"verdicts": ("1.1.1",), "reply": ("3.1.2",)}
    reply = {
        "unit": "song-xanh",
        "year": 2022,
        "replied_by": "UBND quận",
        "date": "2022-12-22",
        "indicators": {"3.1.2": {"agrees": True}},
    }
    found, _ = waiting(dossier(**files))
    key = ("song-xanh", 2022)
    answered = replace(found.dossiers[key], reply=load.reply(reply))
    found = replace(found, dossiers={**found.dossiers, key: answered})
    kinds = [
        task.kind for task in tasks(found, EDITIONS, assess(found, EDITIONS), AFTER) if task.unit == key[0]
    ]
    assert kinds == ["verdicts"]


def test_a_faulty_dossier_waits_to_be_mended():
    assert told({("hoa-nang", 2022): {"faulty": True}}, "hoa-nang") == [("mend", None, "undated")]


def test_what_the_city_lacks_is_for_whoever_leads_the_indicator():
    """Annex II; the indicator derived from the districts is nobody's to provide."""
    found, all_of = waiting({("may-biec", 2022): {}})
    provided = {task.agency: task.indicators for task in all_of if task.kind == "provide"}
    assert provided["so-noi-vu"] == ("3.2.4",)
    assert "2.1.2" not in {id_ for of in provided.values() for id_ in of}
    assert for_agency(all_of, edition(), "so-noi-vu")[0].unit == "may-biec"
    assert all(task.agency for task in for_unit(all_of, found.city()))


def test_dated_duties_of_an_agency_are_there_until_their_last_day():
    def duties(today):
        return {task.duty.id for task in waiting({}, today)[1] if task.kind == "duty" and task.duty}

    assert "plan-report" in duties("2022-01-14")
    assert "plan-report" not in duties("2022-01-15")
    assert "results-report" in duties("2023-01-31")
    assert duties("2023-04-01") == set()
    assert duties(None) == set()


def test_what_is_due_first_comes_first():
    dates = [task.due or "9999" for task in waiting({}, BEFORE)[1]]
    assert dates == sorted(dates)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_task_can_be_said(lang):
    found = small_city()
    for today in (None, "2022-06-01", AFTER):
        for task in tasks(found, EDITIONS, assess(found, EDITIONS), today):
            s = Speech(lang)
            said = (words.what(task, found, s), words.when(task, today, s), words.who(task, found, s))
            assert all(said)
            assert "{" not in "".join(said)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_of_a_unit_and_of_an_agency_says_what_is_to_be_done(lang):
    site = small_site(lang)
    for path, page in site.items():
        if page.pattern in ("units/UNIT", "agencies/EDITION/AGENCY"):
            assert "todo" in page.slots, path
    assert "units/doi-gio/2022/" in site[f"agencies/{edition().id}/so-gddt"].slots["todo"].replace("../", "")
    assert "mc-empty" in site["units/sao-bien"].slots["todo"]


def test_a_name_is_text():
    """Names in units.yml are the only free text that a task holds."""
    title = {"title": "<b>x</b>", "access": "public"}
    files = dossier(**{"self-assessment": self_assessment(documents={**DOCUMENTS, "x": title})})
    found, all_of = waiting(files)
    assert all("<b>" not in words.what(task, found, Speech("vi")) for task in all_of)


EXAMPLE = ["--evidence", str(ROOT / "examples" / "may-biec"), "--criteria", str(ROOT / "criteria"), "todo"]


def test_the_command_groups_by_who_has_to_do_it():
    run = CliRunner().invoke(main, [*EXAMPLE, "--agency", "so-gddt"])
    assert run.exit_code == 0, run.output
    heads = [line for line in run.output.splitlines()[1:] if line and not line.startswith(" ")]
    assert heads == ["Sở Giáo dục và Đào tạo"]


@pytest.mark.parametrize("option", [["--agency", "nowhere"], ["--unit", "nowhere"]])
def test_the_command_knows_who_there_is(option):
    run = CliRunner().invoke(main, [*EXAMPLE, *option])
    assert run.exit_code == 2
    assert "«nowhere»" in run.output


@pytest.mark.parametrize("today", [None, "2022-12-14", "2025-12-01"])
def test_told_apart_by_unit_the_tasks_of_each_are_those_that_it_has_by_itself(today):
    found = small_city()
    all_of = tasks(found, EDITIONS, assess(found, EDITIONS), today)
    units = found.units.values()
    assert by_unit(all_of, units) == {unit.id: for_unit(all_of, unit) for unit in units}
