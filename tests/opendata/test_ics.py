"""The calendar of the roadmap: RFC 5545, without a clock."""

import re

import pytest

from minhchung.criteria.deadline import last_day
from minhchung.i18n import LANGS
from minhchung.opendata.ics import calendar
from tests.dossiers import edition
from tests.opendata.cities import example, exported


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("lang", LANGS)
def test_each_dated_duty_is_an_event_on_the_last_day_that_counts(lang):
    lines = unfolded(exported()[f"roadmap.{lang}.ics"])
    duties = edition().roadmap.duties.values()
    assert lines.count("BEGIN:VEVENT") == len(duties) == lines.count("END:VEVENT")
    events = "\n".join(lines).split("BEGIN:VEVENT")[1:]
    for duty, event in zip(duties, events, strict=True):
        starts = duty.due.starts or last_day(duty.due)
        assert starts is not None
        assert f"UID:{duty.id}.hai-phong-2022.may-biec@minhchung" in event
        assert f"DTSTART;VALUE=DATE:{starts.replace('-', '')}" in event
        assert f"/roadmap/#duty-{duty.id}" in event


def test_a_report_due_before_15_december_stands_on_the_14th():
    """“trước ngày 15/12/2022”, reading `deadline`: the day itself is too late."""
    event = next(
        event
        for event in "\n".join(unfolded(exported()["roadmap.vi.ics"])).split("BEGIN:VEVENT")
        if "UID:self-assessment-report." in event
    )
    assert "DTSTART;VALUE=DATE:20221214\nDTEND;VALUE=DATE:20221215\n" in event
    assert "[Hư cấu] Hạn cuối: Tự đánh giá" in event


@pytest.mark.parametrize("lang", LANGS)
def test_no_line_is_longer_than_75_bytes_and_none_cuts_a_letter(lang):
    content = exported()[f"roadmap.{lang}.ics"]
    assert content.endswith(b"END:VCALENDAR\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_commas_and_semicolons_are_escaped_and_every_stamp_is_the_day_of_the_plan():
    lines = unfolded(exported()["roadmap.vi.ics"])
    assert {line for line in lines if line.startswith("DTSTAMP")} == {"DTSTAMP:20220104T000000Z"}
    for line in lines:
        if line.startswith(("SUMMARY", "DESCRIPTION")):
            assert not re.search(r"(?<!\\)[,;]", line.partition(":")[2])
    assert calendar(example(), "vi") == exported()["roadmap.vi.ics"]
