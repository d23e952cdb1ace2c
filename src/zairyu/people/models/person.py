"""The person who signs in: one account for every role a human being has."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from zairyu.people.keys import new_auth_id, new_key


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; the e-mail address is compared in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person, with a password or without one that fits."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person who signs in with an address."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """A human being with an account. What they may do follows from posts and registrations."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "email": "replaced by the key",
        "name": "emptied",
        "password": "replaced by one that never fits",
        "last_login": "emptied",
        "auth_id": "replaced by a new one that nobody knows",
    }
    IMPERSONAL = (
        "key", "language", "is_active", "joined_at", "files_as", "epoch", "password_set_at",
        "password_due", "frozen_until",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=208, blank=True)  # as in the passport; what we call them
    language = models.CharField(max_length=20, default="ja")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)
    # 認証ID: told once by mail and on the page; signs in like the e-mail address.
    auth_id = models.CharField(max_length=12, unique=True, default=new_auth_id, editable=False)
    # As what the person files: category, organisation, first and last day of each. It stands here
    # so that a page asks one row and not three; people.standing is the only one to read or write.
    files_as = models.JSONField(default=list)
    # Goes up by one when all sessions shall end; a session knows in which it was begun.
    epoch = models.PositiveIntegerField(default=0)
    password_set_at = models.DateTimeField(null=True)
    password_due = models.BooleanField(default=False)  # a new one is asked for after signing in
    # Until then contact and payment data stay as they are: access was got back shortly before.
    frozen_until = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        """Return the key: names and addresses do not belong into logs."""
        return self.key

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must know of this account: its password and its epoch."""
        plain: str = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        if not self.epoch:
            return plain
        salt = "zairyu.people.epoch"
        return salted_hmac(salt, f"{plain}.{self.epoch}", algorithm="sha256").hexdigest()
