"""Sign-in with accounts at other providers (OpenID Connect), by the authorization code alone.

The Digital Authentication App (デジタル認証アプリ) is one; a deployment names which it takes. This
room speaks with the provider and knows no request: sessions and browsers stay with the doors.
"""
