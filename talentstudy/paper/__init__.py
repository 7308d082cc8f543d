"""The study on paper: a tagged PDF per language, tables for print, chapters for a text processor."""

from __future__ import annotations

from talentstudy.paper.building import build

__all__ = ["build"]
