"""Printed numbers against computed ones: the ledger of an edition, and a verdict on each of its claims."""
