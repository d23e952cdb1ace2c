"""The tables of the demo room."""
