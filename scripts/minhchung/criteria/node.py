"""Reading criteria data strictly: every key is asked for by name, and one nobody asked for is an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from minhchung.criteria.model import Quote, Words

_ID = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")  # ids are parts of addresses and of file names
_NOT_IN_NAMES = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}


class CriteriaError(Exception):
    """A criteria file does not say what the engine needs.

    `file` is the file's name without ending, `path` the keys down to the fault; `reason` is a code
    of :mod:`minhchung.checking.messages` and `params` what its sentence needs.
    """

    def __init__(self, file: str, path: tuple[str, ...], reason: str, /, **params: Any) -> None:
        super().__init__(f"{file}: {'.'.join(path)}: {reason} {params}")
        self.file, self.path, self.reason, self.params = file, path, reason, params


class Node:
    """A mapping of a criteria file on its way into a dataclass."""

    def __init__(self, file: str, data: Any, path: tuple[str, ...] = ()) -> None:
        self.file, self.path = file, path
        if not isinstance(data, Mapping):
            raise self.fault("criteria-not-a-mapping")
        self.data = data
        self._asked: set[str] = set()

    def fault(self, reason: str, key: str | None = None, /, **params: Any) -> CriteriaError:
        path = self.path if key is None else (*self.path, key)
        return CriteriaError(self.file, path, reason, **params)

    def done(self) -> None:
        """Raise for a key that nothing asked for: most often a slip of the pen."""
        for key in self.data:
            if key not in self._asked:
                raise self.fault("criteria-unknown-key", key, key=key)

    def raw(self, key: str) -> Any:
        """The value as written; None where it is absent or null."""
        self._asked.add(key)
        value = self.data.get(key)
        return None if isinstance(value, str) and value in ("", "~", "null") else value

    def maybe(self, key: str) -> str | None:
        value = self.raw(key)
        if value is not None and not isinstance(value, str):
            raise self.fault("criteria-not-text", key)
        return None if value is None else str(value)

    def text(self, key: str) -> str:
        value = self.maybe(key)
        if value is None:
            raise self.fault("criteria-missing-key", key, key=key)
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> Any:
        value = self.maybe(key) or default
        if value not in allowed:
            raise self.fault("criteria-bad-value", key, value=value, allowed=", ".join(allowed))
        return value

    def flag(self, key: str) -> bool:
        return bool(self.choice(key, ("true", "false"), "false") == "true")

    def decimal(self, key: str) -> Decimal | None:
        value = self.maybe(key)
        try:
            number = None if value is None else Decimal(value)
        except InvalidOperation:
            number = Decimal("nan")
        if number is not None and not number.is_finite():
            raise self.fault("criteria-not-a-number", key, value=value)
        return number

    def whole(self, key: str) -> int:
        value = self.text(key)
        if not (value.isascii() and value.isdigit()):
            raise self.fault("criteria-not-a-number", key, value=value)
        return int(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault("criteria-not-a-list", key)
        return tuple(str(item) for item in value)

    def years(self, key: str) -> tuple[int, ...]:
        years = self.texts(key)
        if not all(len(year) == 4 and year.isascii() and year.isdigit() for year in years):
            raise self.fault("criteria-not-a-number", key, value=", ".join(years))
        return tuple(int(year) for year in years)

    def node(self, key: str) -> Node:
        return Node(self.file, self.raw(key), (*self.path, key))

    def maybe_node(self, key: str) -> Node | None:
        return None if self.raw(key) is None else self.node(key)

    def nodes(self, key: str) -> Iterator[tuple[str, Node]]:
        """The mappings of a mapping, in order; none where the key is absent."""
        table = self.maybe_node(key)
        for name in table.data if table else ():
            assert table is not None
            if not _ID.fullmatch(name):
                raise table.fault("criteria-bad-id", name, value=name)
            yield str(name), table.node(name)

    def listed(self, key: str) -> Iterator[Node]:
        """The mappings of a list, in order; none where the key is absent."""
        value = self.raw(key)
        if value is not None and not isinstance(value, list):
            raise self.fault("criteria-not-a-list", key)
        for index, item in enumerate(value or ()):
            yield Node(self.file, item, (*self.path, key, str(index)))

    def words(self, key: str) -> Words:
        """Text in both languages; official wording may stand in the Vietnamese one's place."""
        node = self.node(key)
        if "official" in node.data:
            quote = self.quote(key)
            return Words(quote.official, quote.translation)
        found = Words(node.text("vi"), node.text("en"))
        node.done()
        return found

    def maybe_words(self, key: str) -> Words | None:
        return None if self.raw(key) is None else self.words(key)

    def name(self, key: str) -> Words:
        """Words that stand in titles, where nothing that is markup or cannot be seen may stand."""
        found = self.words(key)
        for said in (found.vi, found.en):
            odd = (c for c in said if c in '<>&"' or unicodedata.category(c) in _NOT_IN_NAMES)
            if char := next(odd, None):
                raise self.fault("criteria-bad-name", key, value=said, char=f"U+{ord(char):04X}")
        return found

    def quote(self, key: str) -> Quote:
        node = self.node(key)
        found = node.own_quote()
        node.done()
        return found

    def own_quote(self) -> Quote:
        """The official wording that this mapping itself carries."""
        return Quote(self.text("official"), self.text("translation"), self.maybe_words("where"))
