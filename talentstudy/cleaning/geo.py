"""Countries, regions and unions in the codes Eurostat uses."""

from __future__ import annotations

import pandas as pd

from talentstudy.codes import known
from talentstudy.errors import UnknownName

# ISO 3166 writes GR and GB where the European institutions write EL and UK.
ALIASES = {"GR": "EL", "GB": "UK"}
_HINTS = {
    "EU27": "'EU27' was the union of 2007 to 2013 before it was today's: write EU27_2020 or EU27_2007.",
    "EU": "'EU' changes its members over time: write EU27_2020, EU28 or EU27_2007.",
}


def normalise_geo(codes: pd.Series[str]) -> pd.Series[str]:
    """Geographical codes as Eurostat writes them: GR becomes EL, GB becomes UK.

    EU28 and EU27_2007 hold the United Kingdom: they are kept as codes of their own and never taken
    for EU27_2020. A bare EU27 or EU may mean either union, so it is refused.

    Parameters
    ----------
    codes
        One code per observation.

    Raises
    ------
    UnknownName
        The first code that is not in ``codes/geo.csv``, with the nearest ones; an empty one too.

    Examples
    --------
    >>> normalise_geo(pd.Series(["BE", "GR", "GB", "EU28"])).tolist()
    ['BE', 'EL', 'UK', 'EU28']
    """
    texts = codes.astype("str").fillna("").str.strip()
    found = {text: ALIASES.get(text, text) for text in texts.unique()}
    for text, code in found.items():
        if code not in known("geo"):
            raise UnknownName("country or region", text, sorted(known("geo")), _HINTS.get(text, ""))
    return texts.map(found).astype("str")
