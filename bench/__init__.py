"""Measures: what is fast and must stay so, each figure beside its floor, in one run."""
