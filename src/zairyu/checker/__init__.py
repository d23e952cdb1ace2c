"""The command by which anyone checks a proof, without Django and without asking us.

`zairyu fetch` keeps the issuer's trust list and status lists, whole; `zairyu verify` then checks a
token, a PDF, a wallet's credential or a picture with what is kept. What is checked is never sent.
"""
