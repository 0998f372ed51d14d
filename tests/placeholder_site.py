"""A site of the real frames with one page for each pattern, its slots filled with every part of the stylesheet."""

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from minhchung.publishing import frames
from minhchung.publishing.page import Page, is_pattern
from minhchung.publishing.publish import Frames, publish

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "minhchung" / "frames"

VALUES = {
    "UNIT": "song-xanh",
    "YEAR": "2022",
    "EDITION": "hai-phong-2022",
    "SET": "district",
    "INDICATOR": "2.1.1",
    "AGENCY": "so-gddt",
    "PAGE": "2",
}
STATES = {
    "met": "Đạt",
    "not-met": "Không đạt",
    "no-data": "Chưa có số liệu",
    "no-evidence": "Chưa có minh chứng",
    "not-applicable": "Không áp dụng",
    "not-verified": "Chưa thẩm định",
}
CHIPS = {**STATES, "draft": "Bản nháp", "not-submitted": "Chưa nộp hồ sơ", "late": "Nộp muộn"}
LEVELS = {
    "0": "Chưa đủ điều kiện",
    "1": "Mức độ 1",
    "2": "Mức độ 2",
    "3": "Mức độ 3",
    "none": "Chưa đủ số liệu",
}
TILES = [
    (1, 2, "level-1"),
    (2, 1, "level-2"),
    (3, 2, "level-3"),
    (5, 3, "level-0"),
    (7, 4, "not-submitted"),
    (4, 4, "none"),
]


def site() -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for versions in frames.load(ROOT, CACHE):
        for built in versions.values():
            files |= publish(pages(built), built)
    return files


def pages(built: Frames) -> Iterator[Page]:
    for pattern, frame in built.frames.items():
        first = min(frame.slots, default="")
        slots = {slot: every_part() if slot == first else Markup("<p>…</p>") for slot in frame.slots}
        if is_pattern(pattern):
            yield Page(
                pattern=pattern,
                path="/".join(VALUES.get(part, part) for part in pattern.split("/")),
                title="Quận Sông Xanh, năm 2022",
                description="Kết quả của quận Sông Xanh năm 2022",
                crumbs=(("Theo đơn vị", "units"), ("Quận Sông Xanh", "units/song-xanh")),
                search_text="Phường Cát Đức",
                search_boost=2 if pattern == "units/UNIT/YEAR" else 1,
                slots=slots,
            )
        else:
            yield Page(pattern=pattern, path=pattern, slots=slots)


def every_part() -> Markup:
    chips = " ".join(f'<span class="mc-chip mc-chip--{state}">{text}</span>' for state, text in CHIPS.items())
    levels = " ".join(
        f'<span class="mc-level mc-level--{level}">{text}</span>' for level, text in LEVELS.items()
    )
    tiles = "".join(
        f'<li class="mc-tile mc-tile--c{column} mc-tile--r{row} mc-tile--{state}"><a href="./">Vịnh Nguyên</a></li>'
        for column, row, state in TILES
    )
    return Markup(f"""
<p class="mc-lead">Một đoạn mở đầu với <a href="./">một liên kết</a>.</p>
<p>{chips}</p>
<p>{levels}</p>
<div class="mc-grid"><div class="mc-card mc-card--link">
  <p class="mc-card__title"><a href="./">Thẻ</a></p>
  <p class="mc-figure">7 <span class="mc-figure__label">đơn vị đã nộp</span></p>
  <p class="mc-card__meta">Ghi chú</p>
</div></div>
{table()}
{matrix()}
<ul class="mc-map">{tiles}</ul>
<blockquote class="mc-quote"><p>Đạt 70% - 80%</p><cite>Phụ lục I</cite></blockquote>
<div class="mc-note">Ghi chú.</div>
<dl class="mc-facts"><dt>Nộp ngày</dt><dd>10/12/2022</dd></dl>
<ol class="mc-steps"><li class="mc-steps__item--done">Đã nộp</li><li class="mc-steps__item--late">Nộp muộn</li>
<li class="mc-steps__item--due">Đang thẩm định</li></ol>
<ul class="mc-legend"><li><span class="mc-chip mc-chip--met">Đạt</span></li></ul>
<ul class="mc-list"><li>Một</li></ul>
""")


def table() -> str:
    return """
<div class="mc-scroll" tabindex="0" role="region" aria-labelledby="sample-figures"><table class="mc-table">
<caption id="sample-figures">Số liệu</caption>
<thead><tr><th scope="col">Đơn vị</th><th scope="col" class="mc-num">Tỷ lệ</th><th scope="col">So với ngưỡng</th></tr></thead>
<tbody><tr><th scope="row">Quận Sông Xanh</th><td class="mc-num">82,43 %</td><td>
<svg class="mc-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
<rect class="mc-bar__track" width="100" height="8"/><rect class="mc-bar__fill" width="82.43" height="8"/>
<line class="mc-bar__edge" x1="70" x2="70" y2="8"/></svg></td></tr></tbody></table></div>"""


def matrix() -> str:
    heads = "".join(
        f'<th scope="col">{major}.{minor}</th>' for major in (1, 2, 3, 4) for minor in range(1, 6)
    )
    states = [*STATES.items()]
    cells = "".join(
        f'<td><span class="mc-cell mc-cell--{state}"><span class="mc-sr">{text}</span></span></td>'
        for state, text in (states[column % len(states)] for column in range(20))
    )
    return (
        '<div class="mc-scroll" tabindex="0" role="region" aria-labelledby="sample-matrix">'
        '<table class="mc-table mc-table--sticky mc-table--matrix"><caption id="sample-matrix">Các chỉ báo</caption>'
        f'<thead><tr><th scope="col">Đơn vị</th>{heads}</tr></thead>'
        f'<tbody><tr><th scope="row">Quận Vịnh Nguyên Lớn</th>{cells}</tr></tbody></table></div>'
    )
