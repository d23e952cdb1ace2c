"""What is asked, when it is asked, and how an answer is checked: the questions of every form."""
