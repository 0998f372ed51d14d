"""Vietnamese on a page of another language, marked as such, so that it is read aloud and broken rightly. Pure.

Names, numbers of documents and quoted words are told by their letters and capitals; in samples of files and
commands, what stands on a line from its first Vietnamese word to its last. A sentence is not told: it says so
itself, or else nobody has translated it.
"""

import re

_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_LETTER = f"[{_LETTERS}{_LETTERS.upper()}]"
_WORD = rf"[\w/-]*{_LETTER}[\w/-]*"
_NAME = rf"(?<![\w/-])(?=[A-Z0-9{_LETTERS.upper()}]){_WORD}"
# A syllable without marks, as Long in Bạch Long Vĩ.
_PLAIN = (
    r"(?:Ch|Gh|Gi|Kh|Ngh|Ng|Nh|Ph|Qu|Th|Tr|[BCDGHKLMNPRSTVX])?"
    r"(?:(?<=[a-zA-Z])[aeiouy]|[AEIOUY])[aeiouy]{0,2}(?:ch|ng|nh|[cmnpt])?(?![\w/-])"
)

_VIETNAMESE = re.compile(_LETTER)
_IN_PROSE = re.compile(
    rf"(?<=«)[^«»]*{_LETTER}[^«»]*(?=»)|(?<=“)[^“”]*{_LETTER}[^“”]*(?=”)|{_NAME}(?:\s(?:{_NAME}|\b{_PLAIN}|{_WORD}(?=\s{_NAME})))*"
)
_IN_SAMPLE = re.compile(rf"{_WORD}(?:(?:(?!  )[^\n])*{_WORD})?(?: {_PLAIN})*(?:[ \d%.,)]+(?=\n|$))?")
_PIECE = re.compile(r"(<(?:script|style|title)\b.*?</(?:script|style|title)>|<[^>]*>)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")


def has_vietnamese(text: str) -> bool:
    """Whether a letter of `text` is one that Vietnamese has and English has not."""
    return _VIETNAMESE.search(text) is not None


def marked(html: str) -> str:
    """`html`, well formed and escaped, with lang="vi" around the Vietnamese that does not bear it yet."""
    if not has_vietnamese(html):
        return html
    pieces = _PIECE.split(html)
    said, sample = _Within(), _Within()  # within an element that says its language, within <pre> or <code>
    for index, piece in enumerate(pieces):
        if index % 2:
            if said.element or ' lang="' in piece:
                said.pass_by(piece)
            if sample.element or piece.startswith(("<pre", "<code")):
                sample.pass_by(piece)
        elif not said.element and has_vietnamese(piece):
            runs = _IN_SAMPLE if sample.element else _IN_PROSE
            pieces[index] = runs.sub(r'<span lang="vi">\g<0></span>', piece)
    return "".join(pieces)


class _Within:
    """Whether the place in the page is within an element of some kind."""

    def __init__(self) -> None:
        self.element = ""
        self._depth = 0

    def pass_by(self, piece: str) -> None:
        """Go past a tag of the element, or, outside of one, past the tag that opens it."""
        tag = _TAG.match(piece)
        if tag is None or piece.endswith("/>"):
            return
        closing, name = tag.groups()
        if self.element == name:
            self._depth += -1 if closing else 1
            if not self._depth:
                self.element = ""
        elif not self.element and name != "html":
            self.element, self._depth = name, 1
