"""Drafts: the numbers of a manuscript set against what the study holds; the ledger of claims is never read."""

from talentstudy.drafts.checking import check_draft as check_draft
from talentstudy.drafts.finding import VERDICTS as VERDICTS
from talentstudy.drafts.finding import Finding as Finding
from talentstudy.drafts.reporting import report as report
