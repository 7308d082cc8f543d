"""``talentstudy export figure``: one figure at the width and resolution a journal or a word processor asks for."""

from __future__ import annotations

from pathlib import Path

import click

from talentstudy.cli.options import EDITION, GEO, HOME


@click.command()
@click.argument("figure_id", metavar="FIGURE")
@EDITION
@GEO
@HOME
@click.option("--language", default=None, metavar="CODE", help="nl, fr, en or de.  [default: the edition's first]")
@click.option(
    "--width",
    "width_mm",
    default=160.0,
    show_default=True,
    metavar="MM",
    help="Its width; letters keep their size. One column of a journal is 84 to 90 mm, two are 174 to 180, Word's page is 160.",
)
@click.option(
    "--dpi",
    default=300,
    show_default=True,
    metavar="DOTS",
    help="Dots per inch of png and tiff: 220 for Word, 300 or 600 for print.",
)
@click.option(
    "--format", "form", default="png", show_default=True, metavar="FORMAT", help="png, svg, pdf, tiff or eps."
)
@click.option("--output", default=None, metavar="FILE", help="Where to.  [default: <figure>-<width>mm.<format> here]")
def figure(
    figure_id: str,
    edition: str,
    geo: str | None,
    home: str | None,
    language: str | None,
    width_mm: float,
    dpi: int,
    form: str,
    output: str | None,
) -> None:
    """Write one figure in a format, width and resolution: ``talentstudy export figure F1-04 --width 84 --dpi 600``."""
    from talentstudy.drawing import find_figure
    from talentstudy.editions import read_edition
    from talentstudy.printing.files import form_of
    from talentstudy.study import open_edition

    name = find_figure(figure_id)[1].id
    path = Path(output or f"{name}-{width_mm:g}mm.{form.lower()}")
    form_of(path)
    spoken = language or read_edition(edition).languages[0]
    study = open_edition(edition, geo, spoken, home=home)
    click.echo(f"{study.drawn(name).save_as(path, width_mm=width_mm, dpi=dpi)}")
