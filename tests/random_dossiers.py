"""Invented cities with their dossiers, drawn at random from a seed: what the engine and the oracle both assess.

Most figures are good and many stand near an edge, so that every level and every state comes up.
"""

from decimal import Decimal
from random import Random
from typing import Any

YEARS = range(2011, 2031)
SHARES = {
    "district": ["2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "3.2.3"],
    "city": ["2.1.1", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "3.2.4"],
}
DECLARED = {
    "district": ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "3.2.1"],
    "city": ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "3.2.1", "3.2.2"],
}
DOCUMENT = {"title": "Báo cáo", "url": "https://example.vn/bao-cao.pdf"}


class Draw:
    """One invented city, over years that have nothing to do with each other."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.care = 1.0  # how seldom something is wrong on purpose

    def slip(self, chance=1.0):
        return self.random.random() < chance * (1 - self.care)

    def maybe(self, chance):
        return self.random.random() < chance

    def city(self):
        """The units, and the dossiers by unit and year."""
        units = [{"id": "vi-du", "name": "Thành phố Ví Dụ", "type": "thành phố"}]
        districts = self.random.choice([1, 2, 3, 5, 8, 10, 10, 13])
        units += [self.district(number) for number in range(districts)]
        self.random.shuffle(units)
        dossiers = {}
        for year in YEARS:
            self.care = self.random.choice([0, 0.5, 0.9, 0.98, 1])
            for unit in units:
                if self.slip(0.3):
                    continue
                dossiers[unit["id"], year] = self.dossier(unit, year)
        return units, dossiers

    def district(self, number):
        unit: dict[str, Any] = {
            "id": f"vi-du-{number}",
            "name": f"Quận Ví Dụ {number}",
            "type": "quận",
            "parent": "vi-du",
        }
        if self.maybe(0.5):
            unit["pilot"] = True
        if self.maybe(0.8):
            communes = self.random.choice([0, 1, 5])
            unit["communes"] = [{"code": str(code), "name": f"Xã {code}"} for code in range(communes)]
        if self.maybe(0.1):
            unit["until"] = f"{self.random.choice(YEARS)}-06-30"
        return unit

    def dossier(self, unit, year):
        title = "district" if "parent" in unit else "city"
        files = {"self-assessment": self.submission(unit["id"], year, title)}
        if self.maybe(0.8):
            claims = files["self-assessment"]["indicators"]
            files["verification"] = self.verification(unit["id"], year, title, claims)
        if self.maybe(0.5):
            files["decision"] = self.decision(unit["id"], year)
        if self.slip(0.2):
            del files["self-assessment"]
            files.pop("verification", None)
        if self.slip(0.1):
            files["faulty"] = True
        return files

    def submission(self, unit, year, title):
        submission = {
            "unit": unit,
            "year": year,
            "criteria": f"hai-phong-2022/{title}",
            "origin": "submission",
        }
        submission["documents"] = {"bc-1": DOCUMENT}
        if not self.slip(0.3):
            submission["submitted"] = f"{year}-12-10"
        if self.slip(0.1):
            submission["origin"] = "public-sources"
        self.aim = self.random.choice(
            [(70, 75), (80, 85), (90, 100), (92, 100)]
        )  # the shares of this dossier
        submission["indicators"] = {
            indicator: self.cited(claim)
            for indicator, claim in self.claims(title).items()
            if not self.slip(0.1)
        }
        return submission

    def cited(self, claim):
        return claim if self.slip(0.1) else {**claim, "evidence": ["bc-1"]}

    def claims(self, title):
        claims: dict[str, Any] = {indicator: {"met": not self.slip(0.1)} for indicator in DECLARED[title]}
        for indicator in SHARES[title]:
            claims[indicator] = self.share(whole=(title, indicator) == ("district", "2.2.3"))
        poverty, waste, violence = (
            ("3.1.1", "3.1.2", "3.2.2") if title == "district" else ("3.1.2", "3.1.5", "3.2.3")
        )
        claims[poverty] = self.poverty()
        claims[waste] = {"parts": self.waste()}
        claims[violence] = self.violence()
        if title == "city":
            claims["3.1.1"] = {"percent": Decimal("-0.1") if self.slip(0.2) else Decimal("12.32")}
            if self.slip(0.1):
                claims["3.1.1"] = {"percent": 0}
            claims["3.1.4"] = {
                "percent": Decimal("65.99") if self.slip(0.2) else self.random.choice([66, 88])
            }
            claims["3.1.3"] = {"parts": self.science()}
        return claims

    def share(self, whole=False):
        """A count of a total, near one of the edges or where this dossier aims."""
        if self.slip(0.05):
            return {"count": 0, "total": 0}
        total = self.random.choice([1, 3, 7, 10, 15, 20, 30, 74, 100, 999])
        if whole:
            return {"count": total - (1 if self.slip(0.2) else 0), "total": total}
        edge = self.random.choice([50, 70, 80, 90]) if self.slip(0.6) else self.random.randint(*self.aim)
        count = edge * total // 100 + self.random.choice([0, 0, 1])
        if self.slip(0.2):
            count -= 1
        elif 100 * count < edge * total:
            count += 1
        return {"count": min(total, max(0, count)), "total": total}

    def poverty(self):
        previous = Decimal(self.random.choice([0, 1, 72, 150, 151, 200, 333, 1000])) / 100
        exactly = previous * Decimal("0.985")
        points = max(Decimal(0), previous - Decimal("1.5"))
        current = self.random.choice([exactly, points, previous / 2])
        if self.slip(0.3):
            current += Decimal("0.000001")
        claim = {"previous": previous, "current": current}
        if self.slip(0.1):
            claim["comparable"] = self.maybe(0.5)
        return claim

    def waste(self):
        parts = ("solid-waste", "residential-wastewater", "industrial-wastewater")
        low = self.slip(0.3) or self.maybe(0.05)
        return {
            part: Decimal("89.999")
            if low and self.maybe(0.5)
            else self.random.choice([90, Decimal("90.5"), 100])
            for part in parts
        }

    def violence(self):
        percent = self.random.choice([0, Decimal("0.012"), Decimal("0.049999")])
        if self.slip(0.2):
            percent = Decimal("0.05")
        claim = {"percent": percent}
        if self.maybe(0.7):
            claim["previous"] = self.random.choice([Decimal("0.2"), Decimal("0.06"), percent, 0])
        return claim

    def science(self):
        now = self.random.choice([(5, 4), (6, 6), (9, 3)]) if not self.slip(0.2) else (4, 4)
        before = self.random.choice([(3, 4), (4, 4), (4, 3)])
        return {
            part: {"previous": before[at], "current": now[at]}
            for at, part in enumerate(("transferred", "registered"))
        }

    def verification(self, unit, year, title, claims):
        fresh = self.claims(title)
        verification = {"unit": unit, "year": year, "verified_by": "Sở Ví Dụ", "date": f"{year}-12-20"}
        verification["documents"] = {"tb-9": DOCUMENT}
        verification["indicators"] = {
            indicator: verdict
            for indicator in fresh
            if (verdict := self.verdict(claims.get(indicator), fresh[indicator])) is not None
        }
        return verification

    def verdict(self, claim, fresh):
        nothing = claim is not None and (claim.get("total") == 0 or claim.get("previous") == 0)
        if (nothing and self.maybe(0.7)) or self.slip(0.05):
            return {"outcome": "not-applicable", "reason": "Không có", "evidence": ["tb-9"]}
        if self.slip(0.1):
            return None
        if self.slip(0.1):
            return {"outcome": "rejected", "reason": "Không có tài liệu"}
        if self.slip(0.2) or (claim is None and self.maybe(0.5)):
            return self.corrected(fresh)
        return {"outcome": "accepted"}

    def corrected(self, claim):
        verdict = {"outcome": "corrected", "claim": claim, "reason": "Tính lại"}
        where = self.random.choice(["claim", "verdict", "nowhere"])
        if where == "claim":
            verdict["claim"] = {**claim, "evidence": ["tb-9"]}
        elif where == "verdict":
            verdict["evidence"] = ["tb-9"]
        return verdict

    def decision(self, unit, year):
        decision = {"unit": unit, "year": year, "decided_by": "Ủy ban", "number": "1/QĐ-UBND"}
        decision |= {"date": f"{year}-12-28", "outcome": "not-recognised"}
        if not self.slip(0.3):
            decision |= {"outcome": "recognised", "level": self.random.randint(1, 3)}
        return decision
