"""Who did what, when. Rows are only added; each is chained to the one before it."""
