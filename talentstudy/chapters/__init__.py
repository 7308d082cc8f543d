"""The chapters by number."""

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
