"""Figures in sentences: every number computed, every verb of change allowed by the trend model."""
