"""The notebooks of ``benchmarks/batch.py``: a trivial one, and one of a model and three figures.

Written for papermill's users' usual load: parameters, a grouped table, a regression with robust errors, a line
chart, a bar chart and a heat map, on a made-up panel of 35 countries × 3 sexes × 21 years (seed 0).
"""

from __future__ import annotations

from pathlib import Path

import nbformat
import numpy as np
import pandas as pd

# No code of a country: the values are made up.
_PLACES = [f"P{number:02d}" for number in range(35)]
_PARAMETERS = "year = 2024\nplace = 'P01'"
TRIVIAL = ("print(year, place)", "1 + 1")
FIGURES = (
    "import pandas as pd\nimport statsmodels.api as sm\nimport statsmodels.formula.api as smf\n"
    "import seaborn as sns\nimport matplotlib.pyplot as plt",
    "panel = pd.read_csv({data!r})\nheld = panel[panel.year <= year]\n"
    "held.groupby(['place', 'sex']).value.describe().head()",
    "own = held[(held.place == place) & (held.sex == 'F')]\n"
    "smf.ols('value ~ year', own).fit(cov_type='HAC', cov_kwds={{'maxlags': 2}}).params",
    "fig, ax = plt.subplots(figsize=(8, 4))\n"
    "sns.lineplot(held[held.place == place], x='year', y='value', hue='sex', ax=ax)\nax.set_title(place)\nplt.show()",
    "fig, ax = plt.subplots(figsize=(8, 5))\nlast = held[(held.year == held.year.max()) & (held.sex == 'F')]\n"
    "sns.barplot(last.sort_values('value'), x='value', y='place', ax=ax)\nplt.show()",
    "fig, ax = plt.subplots(figsize=(8, 6))\n"
    "sns.heatmap(held[held.sex == 'F'].pivot(index='place', columns='year', values='value'), ax=ax)\nplt.show()",
)


def written(folder: Path) -> dict[str, Path]:
    """The data and both notebooks, by name."""
    stream = np.random.default_rng(0)
    rows = [
        (place, sex, year, 20 + 5 * number / 35 + 0.2 * (year - 2004) + stream.normal(0, 0.5))
        for number, place in enumerate(_PLACES)
        for sex in "FMT"
        for year in range(2004, 2025)
    ]
    data = folder / "panel.csv"
    pd.DataFrame(rows, columns=["place", "sex", "year", "value"]).to_csv(data, index=False)
    cells = {"trivial": TRIVIAL, "figures": tuple(cell.format(data=str(data)) for cell in FIGURES)}
    return {name: _notebook(folder / f"{name}.ipynb", codes) for name, codes in cells.items()}


def _notebook(path: Path, codes: tuple[str, ...]) -> Path:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in (_PARAMETERS, *codes)])
    made.cells[0].metadata["tags"] = ["parameters"]
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, path)
    return path
