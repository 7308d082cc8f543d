"""Tables as they are printed: indicator rows in, a table in print order out."""
