"""What the tests of accounts do at the pages: sign up, sign in, read the newest letter."""

import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from zairyu.identity import factors
from zairyu.notices import queries as letters

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"


def post(client, name, **typed):
    return client.post(reverse(name), typed)


STATED = {
    "name": "TRAN VAN MINH", "birth.y": "1994", "birth.m": "3", "birth.d": "9", "sex": "male",
    "card_number": "AB12345678CD", "address": "東京都江東区青海２丁目", "telephone": "09012345678",
}  # fmt: skip


def paper():
    """Return a page that can be sent as a proof."""
    out = io.BytesIO()
    Image.new("RGB", (90, 60), "white").save(out, "PNG")
    return SimpleUploadedFile("card.png", out.getvalue())


def ask_for_mail(client, email="new@example.com", category="foreign-national"):
    """Register as a stranger with papers, up to the mail with the link."""
    client.post(reverse("portal:register-choose"), {"category": category})
    client.post(reverse("portal:register-prove"), {"way": "papers"})
    typed = {**STATED, "email": email, "proof": paper()}
    client.post(reverse("portal:register-details"), typed)
    return client.post(reverse("portal:register-review"))


def choose_password(client, link, password=PASSWORD, again=None):
    """Choose the password at the link of the mail."""
    return client.post(link, {"password1": password, "password2": again or password})


def sign_up(client, email="new@example.com", password=PASSWORD):
    """Register up to the account, and sign out again."""
    ask_for_mail(client, email)
    choose_password(client, link_in(newest_letter()), password)
    client.logout()


def sign_in(client, email="linh@example.com", password=PASSWORD, **more):
    return post(client, "account_login", login=email, password=password, **more)


def newest_letter():
    return next(letters.mailbox())


def link_in(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.text)[1]


def second(client, at, code=None):
    return post(client, "mfa_authenticate", code=code or factors.code(SECRET, at))
