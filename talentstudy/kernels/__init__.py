"""Kernels that are warm: one process loads the heavy libraries, and each notebook gets a fork of it."""

from talentstudy.kernels.schemas_soon import load

# Before any module here imports nbformat, which imports jsonschema.
load()
