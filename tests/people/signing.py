"""What the tests of accounts do at the pages: sign up, sign in, read the newest letter."""

import re

from django.urls import reverse

from zairyu.identity import factors
from zairyu.notices import queries as letters

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"


def post(client, name, **typed):
    return client.post(reverse(name), typed)


def sign_up(client, email="new@example.com", password=PASSWORD):
    return post(client, "account_signup", email=email, password1=password, password2=password)


def sign_in(client, email="linh@example.com", password=PASSWORD, **more):
    return post(client, "account_login", login=email, password=password, **more)


def newest_letter():
    return next(letters.mailbox())


def link_in(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.text)[1]


def second(client, at, code=None):
    return post(client, "mfa_authenticate", code=code or factors.code(SECRET, at))
