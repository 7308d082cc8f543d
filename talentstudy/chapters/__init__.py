"""The chapters by number, the annexes by letter."""

from __future__ import annotations

from talentstudy.chapters import (
    ch01_shortage,
    ch02_instruments,
    ch03_skills,
    ch04_inclusion,
    ch05_youth,
    ch06_levers,
)
from talentstudy.registry import Registry

CHAPTERS = Registry(
    "chapter",
    {
        "1": ch01_shortage.CHAPTER,
        "2": ch02_instruments.CHAPTER,
        "3": ch03_skills.CHAPTER,
        "4": ch04_inclusion.CHAPTER,
        "5": ch05_youth.CHAPTER,
        "6": ch06_levers.CHAPTER,
    },
)

# An annex is its notebook: its titles stand in sentences/trends_annex.toml, what it shows belongs to trends or claims.
ANNEXES = Registry("annex", {"a": "annex_a_ict_workforce", "b": "annex_b_gender", "c": "annex_c_claims"})
