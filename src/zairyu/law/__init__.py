"""The law as dated tables and plain functions: no framework, no clock, no network."""
