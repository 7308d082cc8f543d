"""The files of a figure: formats, widths and resolutions, and what each file says of itself."""
