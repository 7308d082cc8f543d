"""Kernels that are warm: one process loads the heavy libraries, and each notebook gets a fork of it."""
