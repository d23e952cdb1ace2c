"""Certificates in wallets: offering them, handing them out, and asking for them at the counter.

OpenID4VCI 1.0 (what a wallet is given) and OpenID4VP 1.0 (what a wallet shows), with SD-JWT VC.
"""
