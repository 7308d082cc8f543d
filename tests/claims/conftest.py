"""A small study with a ledger of its own: a series at three vintages, targets, and figures keyed from publications."""

import csv
import math
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from talentstudy.claims.ledger import read_ledger
from talentstudy.claims.records import Ledger
from talentstudy.claims.shape import COLUMNS
from talentstudy.claims.verdict import Verdict
from talentstudy.claims.verdicts import verdicts
from talentstudy.cleaning.claimed_numbers import read_claimed_number
from talentstudy.editions import Edition, Pin
from talentstudy.errors import CleaningError
from talentstudy.pipeline import Pipeline
from talentstudy.store import Home
from tests.conftest import add_vintage

HEAD = "geo,time_period,unit,obs_value,obs_flag\n"
KEYED = "obs_value,obs_lower,obs_upper,obs_flag,location,confidence,note\n"
EARLIER, PINNED, LATER = "2024-01-15", "2025-01-15", "2026-01-15"
# Belgium by vintage: the count of 2022 was 270.1 before it was 278, that of 2024 has since become 287.5.
SERIES = {
    EARLIER: "BE,2021,PC_EMP,5.6,b\nBE,2022,PC_EMP,5.6,\nBE,2022,THS_PER,270.1,\n",
    PINNED: (
        "BE,2021,PC_EMP,5.6,b\nBE,2022,PC_EMP,5.6,\nBE,2023,PC_EMP,5.4,\nBE,2024,PC_EMP,5.7,\n"
        "BE,2022,THS_PER,278,\nBE,2023,THS_PER,273,\nBE,2024,THS_PER,288,\n"
        "NL,2024,PC_EMP,7.2,\nEE,2024,PC_EMP,6.9,\nEU27_2020,2024,PC_EMP,5.0,\n"
    ),
    LATER: (
        "BE,2022,PC_EMP,5.6,\nBE,2023,PC_EMP,5.4,\nBE,2024,PC_EMP,5.7,\n"
        "BE,2022,THS_PER,277.5,\nBE,2023,THS_PER,272.6,\nBE,2024,THS_PER,287.4,\n"
    ),
}
TARGETS = (
    "measure,geo,time_period,unit,"
    + KEYED
    + "target_ict_specialists,EU27_2020,2030,MIO_PER,20,,,,Article 4,high,\n"
    + "target_basic_digital_skills,EU27_2020,2030,PC_IND,80,,,,Article 4,high,\n"
    + "target_cloud_ai_big_data,EU27_2020,2030,PC_ENT,75,,,,Article 4,high,\n"
)
VACANCIES = (
    "measure,sector,geo,time_period,unit,"
    + KEYED
    + "digital_vacancies,TOTAL,BE,2023,VAC,50000,,,,p. 1,high,\n"
    + "digital_vacancies,ICT,BE,2023,VAC,10000,,,,p. 1,high,\n"
    + "digital_vacancies,NON_ICT,BE,2023,VAC,40000,,,,p. 1,high,\n"
)
SECTOR = (
    "measure,geo,time_period,unit,"
    + KEYED
    + "ict_turnover_growth,BE,2024,PCH,1.9,,,,p. 2,high,\n"
    + "ict_turnover_growth_average,BE,2014/2023,PCH,5,,,,p. 2,high,\n"
)
HACKATHONS = "measure,geo,time_period,unit," + KEYED + "hackathon_duration,BE,2023,DAYS,,1,3,,p. 3,high,\n"
REPORT = (
    "measure,sector,size_class,occupation,group,sex,geo,time_period,unit,"
    + KEYED
    + "ict_sector_jobs,,,,,,BE,2024-06,JOBS,130831,,,,line 101,high,\n"
)


@pytest.fixture
def pipeline(tmp_path: Path) -> Pipeline:
    """A study of Belgium with the series above; what is pinned is the second vintage."""
    folder = tmp_path / "study"
    for vintage, rows in SERIES.items():
        add_vintage(folder, "isoc_sks_itspt", vintage, (HEAD + rows).encode())
    for dataset, content in (
        ("digital_decade_targets", TARGETS),
        ("agoria_digital_vacancies", VACANCIES),
        ("agoria_ict_sector", SECTOR),
        ("convidencia_hackathons", HACKATHONS),
        ("digitalcity_talentensneller", REPORT),
    ):
        add_vintage(folder, dataset, "2025", content.encode())
    keyed = ("digital_decade_targets", "agoria_digital_vacancies", "agoria_ict_sector", "convidencia_hackathons")
    pins = (
        Pin("isoc_sks_itspt", PINNED, name="isoc_sks_itspt"),
        *(Pin(name, "2025", name=name) for name in (*keyed, "digitalcity_talentensneller")),
    )
    edition = Edition("1999", "A small edition", "2025-06-30", "BE", ("NL",), ("nl", "fr", "en", "de"), pins)
    return Pipeline(edition, Home(folder))


Row = Mapping[str, object]


def claim(name: str, printed: str = "", indicator: str = "", key: str = "", **more: object) -> dict[str, object]:
    """A row of claims.csv; the number is what the strict reader reads in ``printed``."""
    row: dict[str, object] = dict.fromkeys(COLUMNS["claims"], "")
    row |= {"claim": name, "chapter": 1, "report_line": 10, "kind": "level", "unit": "PC_EMP" if indicator else "PER"}
    row |= {f"paraphrase_{language}": f"{name} in {language}" for language in ("nl", "fr", "en", "de")}
    row |= {"printed": printed, "indicator": indicator, "key": key}
    if printed:
        try:
            number = read_claimed_number(printed)
        except CleaningError:
            return row | more
        for column in ("value", "low", "high"):
            one = getattr(number, column)
            row[column] = f"{one:.15g}" if math.isfinite(one) else ""
        row["decimals"] = number.decimals
    elif not indicator:
        row |= {"reason": "no_number", "unit": "", "kind": "statement"}
    return row | more


def relation(name: str, kind: str, claims: str, parameter: str = "") -> dict[str, object]:
    """A row of relations.csv."""
    return {"relation": name, "kind": kind, "claims": claims, "parameter": parameter, "checks": "", "notes": ""}


def judgement(name: str, verdict: str = "mislabelled", aspect: str = "population", **more: object) -> dict[str, object]:
    """A row of judgements.csv."""
    row: dict[str, object] = dict.fromkeys(COLUMNS["judgements"], "")
    row |= {"claim": name, "verdict": verdict, "aspect": aspect, "source": "fn01"}
    row |= {f"reason_{language}": f"Wrong in {language}." for language in ("nl", "fr", "en", "de")}
    return row | more


def write(folder: Path, **tables: list[dict[str, object]]) -> Path:
    """Write tables of a ledger, and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, COLUMNS[name], lineterminator="\n")
            lines.writeheader()
            lines.writerows(rows)
    return folder


@pytest.fixture
def ledger_of(tmp_path: Path, pipeline: Pipeline) -> Callable[..., Ledger]:
    """A ledger read from the tables given."""

    def made(*claims: dict[str, object], **tables: list[dict[str, object]]) -> Ledger:
        return read_ledger(pipeline.edition, write(tmp_path / "ledger", claims=list(claims), **tables))

    return made


@pytest.fixture
def decide(pipeline: Pipeline, ledger_of: Callable[..., Ledger]) -> Callable[..., Mapping[str, Verdict]]:
    """The verdicts on a ledger of the tables given."""

    def decided(*claims: dict[str, object], **tables: list[dict[str, object]]) -> Mapping[str, Verdict]:
        return verdicts(pipeline, ledger_of(*claims, **tables))

    return decided
