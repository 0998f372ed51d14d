"""Collect the sentences of the package and bring the English catalogue up to date: `make messages`.

Nothing from the clock goes into a catalogue, so the same sources always give the same bytes, and a test can
say that the committed files are fresh. A sentence that is gone from the sources is gone from the catalogue; a
changed one waits, empty, for its translation. The Vietnamese of click's own words is written by hand and only
compiled here.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent / "minhchung"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "minhchung.po"
CLICK = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "messages.po"

METHODS = [
    ("audit_pack/verify.py", "ignore"),  # leaves the package, and has its words in both languages with it
    ("**.py", "python"),
    ("**/templates/**", "jinja2"),
]
OPTIONS = {"**/templates/**": {"trimmed": "true", "silent": "false"}}
KEYWORDS = {"N_": None, "_": None, "gettext": None, "say": None, "ngettext": (1, 2)}
HEADER = """\
# English for the sentences of minhchung. The message id is the Vietnamese sentence.
# Write translations here; make messages keeps them, collects new sentences and compiles.
#"""


class TimelessCatalog(Catalog):
    """A catalogue whose header says neither when it was made nor with which version of what."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        kept = {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
        return [(name, value) for name, value in super().mime_headers if name in kept]


def updated(existing: bytes) -> Catalog:
    """The catalogue of all sentences in the package, with the translations that `existing` has."""
    translated = read_po(io.BytesIO(existing), locale="en")
    catalogue = TimelessCatalog(locale="en", header_comment=HEADER, fuzzy=False)
    found = extract_from_dir(
        PACKAGE, METHODS, OPTIONS, KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True
    )
    for filename, line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        known = translated.get(message, context)
        catalogue.add(
            message,
            string=known.string if known else None,
            locations=[(f"scripts/minhchung/{filename}", line)],
            auto_comments=comments,
            user_comments=known.user_comments if known else (),
            context=context,
        )
    return catalogue


def of_click(existing: bytes) -> Catalog:
    """Click's own words, with a header from which the clock is gone."""
    catalogue = TimelessCatalog(locale="vi", fuzzy=False)
    for message in read_po(io.BytesIO(existing), locale="vi"):
        if message.id:
            catalogue.add(message.id, message.string)
    return catalogue


def po(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=110, include_lineno=False)
    return file.getvalue()


def mo(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    def parts(of: object) -> tuple[object, ...]:
        return of if isinstance(of, tuple) else (of,)

    return [str(message.id) for message in catalogue if message.id and not all(parts(message.string))]


def main() -> None:
    existing = CATALOGUE.read_bytes() if CATALOGUE.exists() else b""
    catalogue = updated(existing)
    CATALOGUE.write_bytes(po(catalogue))
    CATALOGUE.with_suffix(".mo").write_bytes(mo(catalogue))
    CLICK.with_suffix(".mo").write_bytes(mo(of_click(CLICK.read_bytes())))
    for message in untranslated(catalogue):
        sys.stderr.write(f"not translated: {message}\n")


if __name__ == "__main__":
    main()
