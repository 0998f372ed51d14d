"""A frame: a page that MkDocs built, split once into text and the holes between.

Nothing that fills a hole is ever searched for tokens again, so no value can pose as one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Self

from markupsafe import Markup, escape

from minhchung.publishing.csp import inline_scripts, policy
from minhchung.publishing.escaping import data_block

_HOLE = re.compile(r'<div data-slot="([a-z][a-z-]*)"></div>|\bMC-([A-Z]+)\b')
_NAMES = {
    "TITLE",
    "HEADING",
    "DESCRIPTION",
    "CANONICAL",
    "ALTERNATES",
    "DATASET",
    "TWIN",
    "CRUMBS",
    "VERSION",
}
_POLICY = "MC-POLICY"


@dataclass(frozen=True, slots=True)
class Frame:
    """`texts[0]`, `holes[0]`, `texts[1]`, …: one text more than holes.

    A hole is named in upper case when the page itself fills it, in lower case when it is a slot.
    """

    texts: tuple[str, ...]
    holes: tuple[str, ...]

    @classmethod
    def compiled(cls, html: str) -> Self:
        """The frame in what MkDocs made of a docs page.

        The policy is made here, of the scripts that the theme wrote: one that came in through a slot is
        refused by it. Raises ValueError for a slot that is not alone in its block, a slot that stands
        twice, an unknown token, and a token inside a script.
        """
        scripts = inline_scripts(html)
        if any(_HOLE.search(script) for script in scripts):
            raise ValueError("a token stands inside a script")
        parts = _HOLE.split(html.replace(_POLICY, policy(scripts)))
        texts, slots, names = parts[::3], parts[1::3], parts[2::3]
        if unknown := set(filter(None, names)) - _NAMES:
            raise ValueError(f"unknown tokens: {', '.join(f'MC-{name}' for name in sorted(unknown))}")
        if any("data-slot" in text for text in texts):
            raise ValueError('a slot is written <div data-slot="name"></div>, on a line of its own')
        if doubled := {slot for slot in filter(None, slots) if slots.count(slot) > 1}:
            raise ValueError(f"slots that stand twice: {', '.join(sorted(doubled))}")
        return cls(tuple(texts), tuple(slot or name for slot, name in zip(slots, names, strict=True)))

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(hole for hole in self.holes if hole.islower())

    def fill(
        self,
        *,
        title: str | None = None,
        description: str | None = None,
        canonical: str = "",
        alternates: Mapping[str, str] = MappingProxyType({}),
        dataset: Mapping[str, Any] | None = None,
        version: str = "",
        twin: str = "",
        crumbs: tuple[tuple[str, str], ...] = (),
        slots: Mapping[str, Markup | bytes],
        mark: Callable[[str], str] = str,
    ) -> bytes:
        """The finished page; `alternates` are addresses by language, `dataset` describes for search engines
        what data the page shows (schema.org), `version` says of when it is, `twin` is where the reader goes for the
        other language, `crumbs` are (words, address), and `mark` marks the language of names in a text.

        Raises ValueError for a slot missing or unknown and for a title or description that the frame has no
        place for or waits for in vain, TypeError for a slot that is not Markup, or bytes of what was.
        """
        if wrong := self.slots ^ slots.keys():
            raise ValueError(f"slots missing or unknown: {', '.join(sorted(wrong))}")
        if plain := [
            name for name, slot in slots.items() if not hasattr(slot, "__html__") and type(slot) is not bytes
        ]:
            raise TypeError(f"slots that are not Markup: {', '.join(sorted(plain))}")
        for name, value in {"TITLE": title, "DESCRIPTION": description}.items():
            if (name in self.holes) != (value is not None):
                raise ValueError(f"{name.lower()} {'missing' if value is None else 'that has no place'}")
        values: dict[str, str | bytes] = {
            "TITLE": escape(title or ""),
            "HEADING": mark(escape(title or "")),
            "DESCRIPTION": escape(description or ""),
            "CANONICAL": escape(canonical),
            "ALTERNATES": "".join(
                f'<link rel="alternate" hreflang="{lang}" href="{escape(address)}">'
                for lang, address in alternates.items()
            ),
            "DATASET": data_block(dataset) if dataset is not None else "",
            "VERSION": escape(version),
            "TWIN": escape(twin),
            "CRUMBS": "".join(
                f'<li><a href="{escape(address)}">{mark(escape(words))}</a></li>' for words, address in crumbs
            ),
            **slots,
        }
        parts = [_encoded(self.texts[0])]
        for hole, text in zip(self.holes, self.texts[1:], strict=True):
            filled = values[hole]
            parts += (filled if isinstance(filled, bytes) else filled.encode(), _encoded(text))
        return b"".join(parts)


@lru_cache(maxsize=1 << 10)
def _encoded(text: str) -> bytes:
    """The text of a frame, which stands on many pages."""
    return text.encode()
