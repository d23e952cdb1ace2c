"""What a proof is made of, to the byte: tokens, credentials, lists, and how to check them.

It knows no database, no clock and no network, so that whoever was handed a proof can check it
without us.
"""
