"""Trends as a notebook asks for them: the series picked, a model fitted, the finding told in the reader's language."""
