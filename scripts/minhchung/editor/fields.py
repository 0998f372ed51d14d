"""The fields of a form for one kind of file, from the JSON Schema that decides what is valid in it. Pure.

One source for both: what the form asks for is what `check` accepts, under any criteria set. The names of
widgets are Decap's (`string`, `text`, `select`, `list`, `object`), and ours from editor.js: `figure` (a number
kept as it is typed), `day`, `cited` (one of the documents of the same file) and `optional` (an object whose
required fields are required only once something is in it).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from minhchung.criteria.model import CriteriaSet
from minhchung.criteria.schema import schema
from minhchung.criteria.schema_parts import DEFINITIONS, LONG, NEVER, TEXT, Schema

Field = dict[str, Any]

# What a file says of itself and what its place decides: written by editor.js, never typed.
GIVEN = ("unit", "year", "criteria")

_YES_NO = [{"label": "Có", "value": "true"}, {"label": "Không", "value": "false"}]
_ONE_OF_THEM = {"documents": "tài liệu", "evidence": "minh chứng", "observations": "góp ý"}


def form(criteria: CriteriaSet, kind: str) -> list[Field]:
    """The fields of a file of this kind under this criteria set, in the order in which they are written."""
    body = schema(criteria, kind)
    chosen_freely = (
        kind != "self-assessment"
    )  # such a file may cite what an earlier one of the dossier describes
    fields = _fields({k: v for k, v in body["properties"].items() if k not in GIVEN}, body["required"])
    return [_worded(field, criteria, chosen_freely) for field in fields]


def _fields(properties: Mapping[str, Schema], required: list[str]) -> list[Field]:
    return [
        _field(name, property_, name in required)
        for name, property_ in properties.items()
        if _resolved(property_).get("not") != NEVER["not"]
    ]


def _field(name: str, property_: Schema, required: bool) -> Field:
    known = _resolved(property_)
    hint = str(known.get("description", ""))
    field = {"name": name, "label": known.get("title", name), "required": required}
    own, hint = _widget(name, known, hint)
    return field | own | ({"hint": hint[0].upper() + hint[1:]} if hint else {})


def _widget(name: str, known: Schema, hint: str) -> tuple[Field, str]:
    """What sort of field it is, and what is still to be said about it."""
    match known:
        case {"enum": values}:
            return {"widget": "select", "options": [_option(value, hint) for value in values]}, ""
        case {"type": "boolean"}:
            said = "" if hint == "true hoặc false" else hint.replace("false", "Không")
            return {"widget": "select", "options": _YES_NO}, said
        case {"type": "integer" | "number" as type_}:
            limits = {"min": known.get("minimum"), "max": known.get("maximum")}
            figure = {"widget": "figure", "whole": type_ == "integer"}
            return figure | {key: limit for key, limit in limits.items() if limit is not None}, _unwritten(
                hint
            )
        case {"format": "date"}:
            return {"widget": "day"}, _unwritten(hint)
        case {"type": "object", "properties": properties}:
            inner = known.get("required", [])
            widget = "optional" if inner else "object"
            return {"widget": widget, "collapsed": True, "fields": _fields(properties, inner)}, hint
        case {"type": "object", "additionalProperties": entry}:
            key = _field("id", known["propertyNames"], required=True) | {"label": "Mã"}
            return _list(name, [key, *_entry(entry)], "{{fields.id}}: {{fields.title}}"), hint
        case {"type": "array", "items": entry}:
            inner = _entry(entry)
            return _list(name, inner, f"{{{{fields.{inner[0]['name']}}}}}"), _said_of_list(name, hint)
    if name in _OWN:
        return {"widget": _OWN[name]}, hint if name == "file" else ""
    typed: Field = {"widget": "text" if known.get("maxLength") == LONG else "string"}
    if known.get("pattern", TEXT) != TEXT:
        typed["pattern"] = [known["pattern"], hint or _WRITTEN.get(known["pattern"], "")]
    return typed, hint


_OWN = {"document": "cited", "file": "file"}
_WRITTEN = {
    DEFINITIONS["document-id"]["pattern"]: "chữ không dấu, chữ số, dấu gạch nối, ví dụ nq-31",
    DEFINITIONS["link"]["pattern"]: "địa chỉ bắt đầu bằng https://",
}


def _list(name: str, fields: list[Field], summary: str) -> Field:
    widget = {"widget": "list", "fields": fields, "summary": summary, "collapsed": True}
    return widget | {"label_singular": _ONE_OF_THEM[name]} if name in _ONE_OF_THEM else widget


def _entry(items: Schema) -> list[Field]:
    """The fields of one entry of a list; where an entry may be written in two ways, the fuller one."""
    known = _resolved(items)
    if "oneOf" in known:
        known = next(way for way in map(_resolved, known["oneOf"]) if way.get("type") == "object")
    return _fields(known["properties"], known.get("required", []))


def _option(value: str, hint: str) -> Field:
    """A value with its words from a description that goes “value: words; value: words”."""
    said = re.search(rf"(?:^|[;.] ?){re.escape(value)}: ([^;.(]+)", hint)
    return {"label": said[1].strip().capitalize() if said else value, "value": value}


def _unwritten(hint: str) -> str:
    """The hint without how a day or a decimal is to be written in YAML: here a form writes it."""
    return re.sub(r"Năm-tháng-ngày[^.]*\. ?| ?Viết 0\.05, không viết 0,05\.", "", hint)


def _said_of_list(name: str, hint: str) -> str:
    return "" if name == "evidence" else hint


def _resolved(schema_: Schema) -> Schema:
    name = str(schema_.get("$ref", "")).removeprefix("#/$defs/")
    return {**DEFINITIONS[name], **schema_} if name else schema_


def _worded(field: Field, criteria: CriteriaSet, chosen_freely: bool) -> Field:
    """The field with short names and the full official wording for indicators."""
    if field["name"] == "indicators":
        field = field | {"collapsed": False, "fields": [_of_indicator(f, criteria) for f in field["fields"]]}
    if field["name"] == "indicator":
        named = [{"label": f"{i.id}. {i.name.vi}", "value": i.id} for i in criteria.indicators.values()]
        field = field | {"options": named}
    if field["widget"] == "cited":
        field = field | {"free": chosen_freely}
    if "fields" in field:
        field = field | {"fields": [_worded(inner, criteria, chosen_freely) for inner in field["fields"]]}
    return field


def _of_indicator(field: Field, criteria: CriteriaSet) -> Field:
    indicator = criteria.indicators[field["name"]]
    said = " ".join(filter(None, (f"{indicator.quote.official}.", field.get("hint"))))
    inner = [
        f | {"label": "Số liệu sau điều chỉnh", "hint": ""} if f["name"] == "claim" else f
        for f in field["fields"]
    ]
    return field | {"label": f"{indicator.id}. {indicator.name.vi}", "hint": said, "fields": inner}
