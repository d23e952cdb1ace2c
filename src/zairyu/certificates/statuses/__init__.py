"""Whether what was certified still holds, as anyone reads it without asking about anyone."""
