"""Which settings there are: demo, production, test."""
