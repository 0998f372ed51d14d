"""What a plain scalar is, is decided by the schema: text stays as written, numbers become exact.

``number: 31/NQ-HĐND``, ``code: 00123`` and ``issued: 2022-12-10`` stay text where the schema says
text; ``count: 61`` becomes an `int` and ``percent: 0.012`` a `Decimal` (never a float) where it says
number; only ``true`` and ``false`` are booleans. A scalar that is not what the schema wants stays
text, and the schema check then says so on its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from minhchung.yaml.strict import Plain

_EMPTY = {"object": dict, "array": list}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,12}\Z")


def typed(node: Any, schema: Mapping[str, Any], root: Mapping[str, Any] | None = None) -> Any:
    """Plain data (dict, list, str, int, Decimal, bool, None) of `node` as `schema` types it.

    Understands the subset of JSON Schema that :mod:`minhchung.criteria.schema` writes: `$ref` into
    `$defs`, `oneOf` between a scalar and a mapping, `properties`, `additionalProperties`, `items`.
    """
    root = schema if root is None else root
    schema = _resolved(schema, node, root)
    if isinstance(node, dict):
        properties = schema.get("properties", {})
        others = schema.get("additionalProperties")
        others = others if isinstance(others, Mapping) else {}
        return {key: typed(value, properties.get(key, others), root) for key, value in node.items()}
    if isinstance(node, list):
        items = schema.get("items", {})
        return [typed(item, items, root) for item in node]
    if type(node) is Plain and not node and schema.get("type") in _EMPTY:
        return _EMPTY[schema["type"]]()  # a key whose entries are all still comments
    if type(node) is Plain:
        return scalar(node, schema.get("type"))
    return node


def scalar(text: str, wanted: Any) -> Any:
    """One plain scalar as `wanted` (a JSON Schema type, or None where the schema knows nothing)."""
    if wanted == "string":
        return str(text)
    if wanted == "boolean":
        return {"true": True, "false": False}.get(text, str(text))
    if wanted in ("integer", "number"):
        if _INTEGER.match(text):
            return int(text)
        if wanted == "number" and _DECIMAL.match(text):
            return Decimal(text)
    if text in ("", "~", "null"):
        return None
    return str(text)


def _resolved(schema: Mapping[str, Any], node: Any, root: Mapping[str, Any]) -> Mapping[str, Any]:
    while True:
        if "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
        elif "oneOf" in schema:
            kind = "object" if isinstance(node, dict) else "array" if isinstance(node, list) else None
            branches = [_resolved(branch, node, root) for branch in schema["oneOf"]]
            fitting = [b for b in branches if (b.get("type") in ("object", "array")) == (kind is not None)]
            if kind is not None:
                fitting = [b for b in fitting if b.get("type") == kind]
            schema = fitting[0] if fitting else {}
        else:
            return schema
