"""The My Number card as the server sees it: errands to a card, certificates, cards of accounts.

Nothing here reads, keeps or writes down a My Number, a PIN or the body of a certificate.
"""
