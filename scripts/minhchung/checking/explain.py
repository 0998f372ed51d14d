"""What jsonschema found, said as problems of our own: with a code, a place and what the reader needs. Pure.

A message of jsonschema never reaches a reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from jsonschema.exceptions import ValidationError

from minhchung.checking.numbers import why_no_number
from minhchung.checking.source import MAX_PROBLEMS, fault, likely, node
from minhchung.criteria import schema_parts
from minhchung.criteria.schema import CLAIM_KEYS
from minhchung.problem import Problem
from minhchung.yaml.nodes import Path, Quoted
from minhchung.yaml.strict import YamlFile

# What a value is that does not match a pattern. None: the rules across files say it better.
_PATTERNS = {
    schema_parts.SLUG: "bad-id",
    schema_parts.DOCUMENT_ID: "bad-document-id",
    schema_parts.CODE: "bad-code",
    schema_parts.DATE: "not-a-date",
    schema_parts.SHA256: "bad-sha256",
    schema_parts.DOMAIN: "bad-domain",
    schema_parts.TEXT: "empty",
    schema_parts.NAME: "markup",
    schema_parts.LINK: None,
    schema_parts.FILE: None,
}


class _Failed(NamedTuple):
    """A keyword of the schema that a value does not satisfy."""

    keyword: str
    wanted: Any  # the keyword's own value
    value: Any
    schema: Any
    path: Path
    of_key: bool  # it is the key that does not satisfy it

    @property
    def key(self) -> str:
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")


def explain(file: YamlFile, errors: Iterable[ValidationError]) -> list[Problem]:
    """The problems behind `errors`, without those that only follow from another one."""
    return list(islice(_explained(file, errors), MAX_PROBLEMS + 1))


def _explained(file: YamlFile, errors: Iterable[ValidationError]) -> Iterator[Problem]:
    missing: list[tuple[Path, str]] = []
    explained: set[tuple[Path, str]] = set()  # keys that are missing because another was written instead
    for error in errors:
        for failed in _leaves(error):
            if failed.keyword == "required":
                missing += [(failed.path, key) for key in failed.wanted if key not in failed.value]
            elif failed.keyword == "additionalProperties":
                for problem, stands_for in _unknown_keys(file, failed):
                    explained.update((failed.path, key) for key in stands_for)
                    yield problem
            elif problem_ := _problem(file, failed):
                yield problem_
    for path, key in dict.fromkeys(missing):
        if (path, key) not in explained:
            yield fault(file, "missing-key", path, key=key)


def _leaves(error: ValidationError) -> Iterator[_Failed]:
    """The error itself, or, between a scalar and a mapping, the errors of the mapping that was meant."""
    meant = [error]
    if error.validator == "oneOf" and isinstance(error.instance, dict):
        meant = [child for child in error.context or () if child.validator != "type" or child.relative_path]
    for leaf in meant:
        of_key = "propertyNames" in leaf.absolute_schema_path
        path = tuple(leaf.absolute_path)
        yield _Failed(str(leaf.validator), leaf.validator_value, leaf.instance, leaf.schema, path, of_key)


def _unknown_keys(file: YamlFile, failed: _Failed) -> Iterator[tuple[Problem, list[str]]]:
    """Each key that does not belong, and the missing keys that it stands for."""
    properties = failed.schema["properties"]
    figures = [key for key in properties if key in CLAIM_KEYS]
    for key in failed.value:
        if key in properties:
            continue
        here = (*failed.path, key)
        if comma := _split_number(file, failed, key):
            yield comma, []
        elif failed.path == ("indicators",):
            close = likely(key, properties)
            yield fault(file, "unknown-indicator", here, on_key=True, key=key, **close), []
        elif key in CLAIM_KEYS and figures:
            expected = ", ".join(figure for figure in figures if figure in failed.schema.get("required", ()))
            yield (
                fault(file, "claim-of-another-measure", here, on_key=True, key=key, expected=expected),
                figures,
            )
        else:
            close = likely(key, [known for known in properties if known not in failed.value])
            yield fault(file, "unknown-key", here, on_key=True, key=key, **close), [close.get("nearest", "")]


def _split_number(file: YamlFile, failed: _Failed, key: str) -> Problem | None:
    """The number behind `{percent: 0,05}`, where the comma ends the value and 05 becomes a key."""
    written = node(file, failed.path)
    keys = list(written)
    before = keys[keys.index(key) - 1]
    value, here, there = written[before], written.mark(before), written.key_mark(key)
    adjoins = there.line == here.line and there.column == here.column + len(value) + 1
    if not (adjoins and type(value) is str and written[key] == ""):
        return None
    number = f"{value},{key}"
    whole = failed.schema["properties"].get(before, {}).get("type") == "integer"
    code, better = why_no_number(number, whole=whole, quoted=False)
    if better is None:
        return None
    return fault(
        file, code or "decimal-comma", (*failed.path, before), value=number, case="better", better=better
    )


def _problem(file: YamlFile, failed: _Failed) -> Problem | None:
    if failed.of_key:
        return fault(file, "bad-document-id", (*failed.path, failed.value), on_key=True, value=failed.value)
    return _EXPLAINED[failed.keyword](file, failed)


def _type(file: YamlFile, failed: _Failed) -> Problem:
    written = node(file, failed.path)
    if type(written) is str and written in ("", "~", "null"):
        return fault(file, "empty", failed.path, key=failed.key)
    if isinstance(written, str) and failed.wanted in ("integer", "number"):
        quoted = isinstance(written, Quoted)
        code, better = why_no_number(written, whole=failed.wanted == "integer", quoted=quoted)
        if code is not None:
            case: dict[str, Any] = {"case": "better", "better": better} if better else {}
            return fault(file, code, failed.path, value=written, **case)
    value = written if isinstance(written, str) else "…"
    wanted = str(failed.wanted) if failed.path else "file"
    if wanted == "integer" and failed.key not in CLAIM_KEYS:
        wanted = "year" if failed.key == "year" else "whole"
    return fault(file, "wrong-type", failed.path, case=wanted, key=failed.key, value=value)


def _bad_value(file: YamlFile, failed: _Failed) -> Problem:
    close = likely(failed.value, failed.wanted) if isinstance(failed.value, str) else {}
    choices = ", ".join(failed.wanted)
    return fault(file, "bad-value", failed.path, key=failed.key, value=failed.value, choices=choices, **close)


def _criteria(file: YamlFile, failed: _Failed) -> Problem:
    return fault(file, "unknown-criteria", failed.path, value=failed.value, expected=failed.wanted)


def _pattern(file: YamlFile, failed: _Failed) -> Problem | None:
    code = "empty" if failed.value == "" else _PATTERNS[failed.wanted]
    return fault(file, code, failed.path, key=failed.key, value=failed.value) if code else None


def _date(file: YamlFile, failed: _Failed) -> Problem | None:
    if not re.match(schema_parts.DATE, failed.value):
        return None  # the pattern has been reported
    return fault(file, "not-a-date", failed.path, case="no-such-day", value=failed.value)


def _range(file: YamlFile, failed: _Failed) -> Problem:
    limits = {key: failed.schema[key] for key in ("minimum", "maximum") if key in failed.schema}
    case = "both" if len(limits) > 1 else next(iter(limits))
    return fault(file, "out-of-range", failed.path, case=case, value=str(failed.value), **limits)


def _length(code: str) -> Callable[[YamlFile, _Failed], Problem]:
    def problem(file: YamlFile, failed: _Failed) -> Problem:
        said = "empty" if not failed.value else code
        return fault(file, said, failed.path, key=failed.key, length=len(failed.value), limit=failed.wanted)

    return problem


def _forbidden(file: YamlFile, failed: _Failed) -> Problem:
    codes = {"claim": "claim-without-correction", "level": "level-without-recognition"}
    return fault(file, codes.get(failed.key, "derived-claim"), failed.path, on_key=True)


def _one_of_two(file: YamlFile, failed: _Failed) -> Problem:
    first, second = (branch["required"][0] for branch in failed.wanted)
    return fault(file, "missing-one-of", failed.path, first=first, second=second)


def _citation(file: YamlFile, failed: _Failed) -> Problem:
    if isinstance(failed.value, str):
        return fault(file, "bad-document-id", failed.path, value=failed.value)
    return fault(file, "wrong-type", failed.path, case="citation")


_EXPLAINED: dict[str, Callable[[YamlFile, _Failed], Problem | None]] = {
    "type": _type,
    "enum": _bad_value,
    "const": _criteria,
    "pattern": _pattern,
    "format": _date,
    "minimum": _range,
    "maximum": _range,
    "maxLength": _length("too-long"),
    "maxItems": _length("too-many"),
    "maxProperties": _length("too-many"),
    "minItems": _length("too-few"),
    "not": _forbidden,
    "anyOf": _one_of_two,
    "oneOf": _citation,
}
