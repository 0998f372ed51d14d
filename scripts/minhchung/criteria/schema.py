"""JSON Schemas (2020-12) of all evidence files, generated from the criteria sets. Pure.

They decide what is valid, and editors show their titles and descriptions, which are the official
wording, while an officer types. The committed copies stand in ``criteria/<edition>/schema/``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from minhchung.criteria.model import CriteriaSet, Edition, Indicator, Measure
from minhchung.criteria.schema_parts import (
    DEFINITIONS,
    LONG,
    MOST_OBSERVATIONS,
    NEVER,
    Schema,
    about,
    mapping,
    ref,
    text,
    units,
    when,
)

KINDS = ("self-assessment", "verification", "reply", "decision")

# Every key that any measure asks for.
CLAIM_KEYS = ("met", "count", "total", "percent", "previous", "current", "comparable", "parts")

_ANY_CLAIM = {"evidence": ref("evidence"), "note": ref("note"), "status": ref("status")}


def schema_files(edition: Edition) -> dict[str, Schema]:
    """All schemas of `edition` by file name: one for each set and kind of file, and units.json."""
    files = {"units.json": units()}
    for criteria in edition.sets.values():
        for kind in KINDS:
            files[f"{criteria.name}.{kind}.json"] = schema(criteria, kind)
    return files


def serialised(schema: Schema) -> str:
    """The bytes of a committed schema: the same for the same criteria data, ending in a newline."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def schema(criteria: CriteriaSet, kind: str) -> Schema:
    """The schema of one kind of file under one criteria set."""
    build = {
        "self-assessment": _self_assessment,
        "verification": _verification,
        "reply": _reply,
        "decision": _decision,
    }[kind]
    body = build(criteria)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{_TITLES[kind]}: {criteria.honour.vi}",
        "description": f"{criteria.title.vi}, {criteria.source.annex.vi}, {criteria.source.number}",
        **body,
        "$defs": _used(body),
    }


_TITLES = {
    "self-assessment": "Tự đánh giá",
    "verification": "Thẩm định",
    "reply": "Ý kiến của đơn vị",
    "decision": "Quyết định công nhận",
}


def _place() -> dict[str, Schema]:
    return {
        "unit": ref("unit-id", "Đơn vị", "Mã của đơn vị trong units.yml; trùng với tên thư mục."),
        "year": ref("year"),
    }


def _self_assessment(criteria: CriteriaSet) -> Schema:
    ids = list(criteria.indicators)
    observation = mapping(
        {
            "indicator": {"title": "Chỉ báo", "type": "string", "enum": ids},
            "difficulty": text("Khó khăn, vướng mắc", most=LONG),
            "proposal": text("Đề xuất, kiến nghị", most=LONG),
        },
        anyOf=[{"required": ["difficulty"]}, {"required": ["proposal"]}],
    )
    return mapping(
        {
            **_place(),
            "criteria": about({"type": "string", "const": criteria.id}, "Bộ tiêu chí", criteria.title.vi),
            "origin": {
                "title": "Nguồn hồ sơ",
                "description": "submission: đơn vị nộp; public-sources: tổng hợp từ nguồn công khai; "
                "example: hư cấu, chỉ để minh họa.",
                "type": "string",
                "enum": ["submission", "public-sources", "example"],
            },
            "prepared_by": text("Cơ quan lập hồ sơ", "Tên cơ quan, không ghi tên cá nhân."),
            "submitted": ref("date", "Ngày nộp", "Năm-tháng-ngày, ví dụ 2022-12-10. Chưa ghi: bản nháp."),
            "documents": ref("documents"),
            "indicators": about(
                mapping({id_: _claim(indicator) for id_, indicator in criteria.indicators.items()}),
                "Số liệu tự đánh giá theo từng chỉ báo",
            ),
            "observations": {
                "title": "Khó khăn, vướng mắc và đề xuất, kiến nghị về Bộ tiêu chí",
                "type": "array",
                "items": observation,
                "maxItems": MOST_OBSERVATIONS,
            },
        },
        ("unit", "year", "criteria", "origin"),
    )


def _verification(criteria: CriteriaSet) -> Schema:
    return mapping(
        {
            **_place(),
            "verified_by": text("Cơ quan thẩm định", criteria.verified_by.vi),
            "date": ref("date", "Ngày thẩm định"),
            "documents": ref("documents"),
            "indicators": about(
                mapping({id_: _verdict(indicator) for id_, indicator in criteria.indicators.items()}),
                "Kết quả thẩm định theo từng chỉ báo",
            ),
        },
        ("unit", "year", "verified_by", "date"),
    )


def _verdict(indicator: Indicator) -> Schema:
    if indicator.measure.kind == "derived":
        return _derived(indicator)
    claim = _claim(indicator)
    return about(
        mapping(
            {
                "outcome": {
                    "title": "Kết quả thẩm định",
                    "description": "accepted: chấp nhận; corrected: điều chỉnh (ghi claim và reason); rejected: "
                    "không chấp nhận (ghi reason); not-applicable: không áp dụng (ghi reason và evidence).",
                    "type": "string",
                    "enum": ["accepted", "corrected", "rejected", "not-applicable"],
                },
                "claim": about(claim, "Số liệu sau điều chỉnh", claim["description"]),
                "reason": ref("reason"),
                "evidence": ref("evidence"),
            },
            ("outcome",),
            allOf=[
                when(
                    "outcome",
                    "corrected",
                    {"required": ["claim", "reason"]},
                    {"properties": {"claim": NEVER}},
                ),
                when("outcome", "rejected", {"required": ["reason"]}),
                when(
                    "outcome",
                    "not-applicable",
                    {"required": ["reason", "evidence"], "properties": {"evidence": {"minItems": 1}}},
                ),
            ],
        ),
        _title(indicator),
        _guidance(indicator),
    )


def _reply(criteria: CriteriaSet) -> Schema:
    answer = {
        "agrees": {"title": "Đồng ý với kết quả thẩm định", "type": "boolean"},
        "text": text("Ý kiến", "Phải ghi khi không đồng ý.", LONG),
        "evidence": ref("evidence"),
    }
    return mapping(
        {
            **_place(),
            "replied_by": text("Cơ quan có ý kiến"),
            "date": ref("date", "Ngày có ý kiến"),
            "documents": ref("documents"),
            "indicators": about(
                mapping(
                    {
                        id_: _derived(indicator)
                        if indicator.measure.kind == "derived"
                        else about(
                            mapping(answer, ("agrees",), **when("agrees", False, {"required": ["text"]})),
                            _title(indicator),
                        )
                        for id_, indicator in criteria.indicators.items()
                    }
                ),
                "Ý kiến theo từng chỉ báo",
            ),
        },
        ("unit", "year", "replied_by", "date"),
    )


def _decision(criteria: CriteriaSet) -> Schema:
    bands = criteria.recognition.bands
    return mapping(
        {
            **_place(),
            "decided_by": text("Cơ quan quyết định", criteria.decided_by.vi),
            "number": text("Số, ký hiệu của quyết định", "Ví dụ 4567/QĐ-UBND.", 100),
            "date": ref("date", "Ngày quyết định"),
            "outcome": {
                "title": "Kết quả",
                "description": "recognised: được công nhận (ghi level); not-recognised: không được công nhận.",
                "type": "string",
                "enum": ["recognised", "not-recognised"],
            },
            "level": {
                "title": "Mức độ công nhận",
                "type": "integer",
                "minimum": bands[0].level,
                "maximum": bands[-1].level,
            },
            "document": ref("document", "Văn bản quyết định"),
        },
        ("unit", "year", "decided_by", "number", "date", "outcome"),
        allOf=[
            when("outcome", "recognised", {"required": ["level"]}),
            when("outcome", "not-recognised", {"properties": {"level": NEVER}}),
        ],
    )


def _claim(indicator: Indicator) -> Schema:
    if indicator.measure.kind == "derived":
        return _derived(indicator)
    properties, required = _figures(indicator.measure)
    return about(mapping({**properties, **_ANY_CLAIM}, required), _title(indicator), _guidance(indicator))


def _derived(indicator: Indicator) -> Schema:
    return about(
        NEVER,
        _title(indicator),
        "Chỉ báo này được tính từ kết quả của các đơn vị cấp dưới, không khai số liệu.",
    )


def _title(indicator: Indicator) -> str:
    return f"{indicator.id}. {indicator.quote.official}"


def _guidance(indicator: Indicator) -> str:
    return f"Hướng dẫn đánh giá: {indicator.guidance.official}"


def _figures(measure: Measure) -> tuple[dict[str, Schema], tuple[str, ...]]:
    """The keys that a claim of this measure takes, and those it must have."""
    of = measure.of.vi if measure.of else ""
    noun = measure.noun.vi if measure.noun else ""
    match measure.kind:
        case "declared":
            return {"met": {"title": "Đạt", "description": "true hoặc false", "type": "boolean"}}, ("met",)
        case "share":
            count = {"type": "integer", "minimum": 0, "maximum": 10**9}
            return {
                "count": about(count, f"Số đạt ({noun})"),
                "total": about(count, f"Tổng số ({noun})"),
            }, ("count", "total")
        case "percentage":
            figures = {"percent": about(_percent(measure), "Tỷ lệ, %", f"{of}. Viết 0.05, không viết 0,05.")}
            if measure.previous:
                figures["previous"] = about(_percent(measure), "Tỷ lệ năm trước, %", of)
            return figures, ("percent",)
        case "change":
            comparable = {
                "title": "So sánh được",
                "description": "false khi hai năm tính theo hai chuẩn khác nhau.",
                "type": "boolean",
            }
            return {
                "previous": about(_percent(measure), "Năm trước, %", of),
                "current": about(_percent(measure), "Năm nay, %", of),
                "comparable": comparable,
            }, ("previous", "current")
        case "parts":
            parts = {part.id: about(_part(part.kind, measure), part.name.vi) for part in measure.parts}
            return {"parts": about(mapping(parts, tuple(parts)), "Các phần của chỉ báo")}, ("parts",)
        case "derived":
            raise ValueError("a derived indicator takes no claim")


def _part(kind: str, measure: Measure) -> Schema:
    if kind == "change":
        products = {"type": "integer", "minimum": 0, "maximum": 10**9}
        figures = {"previous": about(products, "Năm trước"), "current": about(products, "Năm nay")}
        return mapping(figures, ("previous", "current"))
    lowest, highest = measure.minimum or Decimal(0), measure.maximum or Decimal(100)
    return {"type": "number", "minimum": _number(lowest), "maximum": _number(highest)}


def _percent(measure: Measure) -> Schema:
    limits = {"minimum": measure.minimum, "maximum": measure.maximum}
    return {"type": "number"} | {key: _number(limit) for key, limit in limits.items() if limit is not None}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _used(body: Schema) -> dict[str, Schema]:
    """The definitions that `body` refers to, and those they refer to, in the order of DEFINITIONS."""
    used: set[str] = set()
    waiting: list[object] = [body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            name = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if name in DEFINITIONS and name not in used:
                used.add(name)
                waiting.append(DEFINITIONS[name])
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return {name: DEFINITIONS[name] for name in DEFINITIONS if name in used}
