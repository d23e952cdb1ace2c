"""The residence card, read by its number: whether its data are genuine, and what a form takes over.

The chip cannot show that it is the original chip. What is proved is that the agency wrote these
data, never that a card lies on a reader; nobody signs in with it.
"""
