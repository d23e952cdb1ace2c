"""The card side of Zairyu: what runs on the user's machine and speaks with the card.

Nothing here reads, asks for or keeps a My Number: the file that holds it cannot be selected.
"""
