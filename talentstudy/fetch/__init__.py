"""The one room that asks the network: providers' replies in, vintages on the shelf.

Every run ends with a whole vintage or with the store as it was and a reason.
"""

from __future__ import annotations

from talentstudy.fetch.fetching import fetch_dataset
from talentstudy.fetch.patience import PATIENCE, Patience
from talentstudy.fetch.vintages import Outcome

__all__ = ["PATIENCE", "Outcome", "Patience", "fetch_dataset"]
