"""What a plain scalar is, is decided by the schema: text stays as written, numbers become exact.

``number: 31/NQ-HĐND``, ``code: 00123`` and ``issued: 2022-12-10`` stay text where the schema says
text; ``count: 61`` becomes an `int` and ``percent: 0.012`` a `Decimal` (never a float) where it says
number; only ``true`` and ``false`` are booleans. A scalar that is not what the schema wants stays
text, and the schema check then says so on its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from minhchung.yaml.nodes import Map, Quoted, Seq

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,12}\Z")
_BOOLEANS = {"true": True, "false": False}

Typing = Callable[[Any], Any]
Schema = Mapping[str, Any]


def typed(node: Any, schema: Schema) -> Any:
    """Plain data (dict, list, str, int, Decimal, bool, None) of `node` as `schema` types it."""
    return typing_of(schema)(node)


def typing_of(schema: Schema, root: Schema | None = None) -> Typing:
    """`typed` for one schema, to be made once and used for many files.

    Understands the subset of JSON Schema that :mod:`minhchung.criteria.schema` writes: `$ref` into
    `$defs` (none of which refers to itself), `oneOf` of a scalar and a mapping in this order, `properties`,
    `additionalProperties`, `items`.
    """
    root = schema if root is None else root
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    branches = [typing_of(branch, root) for branch in schema.get("oneOf", ())]
    if branches:
        return lambda node: branches[isinstance(node, Map)](node)
    properties = {key: typing_of(value, root) for key, value in schema.get("properties", {}).items()}
    others, items = schema.get("additionalProperties"), schema.get("items")
    of_others = typing_of(others, root) if isinstance(others, Mapping) else untyped
    of_items = typing_of(items, root) if isinstance(items, Mapping) else untyped
    if schema.get("type") == "string":
        return _text
    of_scalar = _SCALARS.get(schema.get("type", ""), _unknown)
    texts = {key for key, of_value in properties.items() if of_value is _text}

    def typing(node: Any) -> Any:
        kind = type(node)
        if kind is str:
            return of_scalar(node)
        if kind is Map:
            return {  # most values are texts and stay as they are: they are spared a call
                key: value if type(value) is str and key in texts else properties.get(key, of_others)(value)
                for key, value in node.items()
            }
        if kind is Seq:
            return [of_items(item) for item in node]
        return str(node) if kind is Quoted else node

    return typing


def _text(node: Any) -> Any:
    return node if type(node) is str else untyped(node)


def untyped(node: Any) -> Any:
    """`node` where the schema knows nothing of it: every scalar stays text."""
    if isinstance(node, dict):
        return {key: untyped(value) for key, value in node.items()}
    if isinstance(node, list):
        return [untyped(item) for item in node]
    return _unknown(node) if type(node) is str else str(node) if type(node) is Quoted else node


def _unknown(text: str) -> str | None:
    return None if text in ("", "~", "null") else str(text)


def _boolean(text: str) -> bool | str | None:
    return _BOOLEANS[text] if text in _BOOLEANS else _unknown(text)


def _integer(text: str) -> int | str | None:
    return int(text) if _INTEGER.match(text) else _unknown(text)


def _number(text: str) -> Decimal | int | str | None:
    return Decimal(text) if _DECIMAL.match(text) else _integer(text)


_SCALARS: Mapping[str, Typing] = {"boolean": _boolean, "integer": _integer, "number": _number}
