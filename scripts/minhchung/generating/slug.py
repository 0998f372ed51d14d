"""Vietnamese names as plain identifiers. Pure."""

import re
import unicodedata

KINDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "huyện", "phường", "quận", "tỉnh", "xã")


def plain(text: str) -> str:
    """`text` in lower case without its marks: “Quận Hồng Bàng” is “quan hong bang”."""
    lower = text.casefold().replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """An id for folders and addresses; empty where `text` has neither a letter nor a digit of ASCII."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")


def kind(name: str) -> str:
    """The type that a unit's name begins with; empty where it begins with none."""
    lower = name.casefold()
    return next((kind for kind in KINDS if lower.startswith(f"{kind} ")), "")


def short(name: str) -> str:
    """The name without its type: Hồng Bàng for Quận Hồng Bàng."""
    return name[len(kind(name)) :].strip()
