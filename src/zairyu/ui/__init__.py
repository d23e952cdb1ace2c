"""Components, styles, and the words for problems."""
