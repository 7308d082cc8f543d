"""What the study takes for granted, and how good its data are: a log with owner, quality, reason and review date."""

from talentstudy.assumptions.log import KINDS as KINDS
from talentstudy.assumptions.log import Assumption as Assumption
from talentstudy.assumptions.log import DataLine as DataLine
from talentstudy.assumptions.log import assumptions as assumptions
from talentstudy.assumptions.log import data_log as data_log
from talentstudy.assumptions.sheets import LogSheet as LogSheet
from talentstudy.assumptions.sheets import log_sheet as log_sheet
