"""The questions of the forms, when they are asked, and how an answer is checked."""
