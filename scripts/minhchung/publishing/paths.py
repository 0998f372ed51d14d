"""Where each page stands: the same path in every language, and the anchors within pages."""

from __future__ import annotations


def year(year: int) -> str:
    return f"years/{year}"


def unit(unit: str) -> str:
    return f"units/{unit}"


def dossier(unit: str, year: int) -> str:
    return f"units/{unit}/{year}"


def indicator(criteria_set: str, indicator: str) -> str:
    return f"indicators/{criteria_set}/{indicator}"


def agency(edition: str, agency: str) -> str:
    return f"agencies/{edition}/{agency}"
