"""Settings that hold everywhere. What differs by deployment comes from the environment."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.conf import locale

from zairyu.config.settings import providers

ROOT = Path(os.environ.get("ZAIRYU_HOME", Path.cwd()))
VAR = Path(os.environ.get("ZAIRYU_VAR", ROOT / "var"))  # database, files, keys of this deployment

DEBUG = False
ALLOWED_HOSTS = os.environ.get("ZAIRYU_HOSTS", "localhost,127.0.0.1").split(",")
PUBLIC_ADDRESS = os.environ.get("ZAIRYU_ADDRESS", "http://localhost:8000")

INSTALLED_APPS = [
    "zairyu.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "zairyu.ui",  # before allauth, so that its pages are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "zairyu.vault",
    "zairyu.audit",
    "zairyu.identity",
    "zairyu.people",
    "zairyu.filing",
    "zairyu.certificates",
    "zairyu.notices",
    "zairyu.casework",
    "zairyu.privacy",
    "zairyu.portal",
    "zairyu.desk",
    "zairyu.verify",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zairyu.ui.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zairyu.ui.idle.Awake",
    "zairyu.ui.sessions.Noted",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zairyu.ui.accounts.Answers",
]

ROOT_URLCONF = "zairyu.config.urls"
WSGI_APPLICATION = "zairyu.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zairyu.ui.context.page",
            ],
            "builtins": ["zairyu.ui.templatetags.words", "zairyu.ui.templatetags.ui"],
        },
    },
]

# SQLite: WAL and IMMEDIATE, so that writers wait for each other instead of failing.
DATABASES: dict[str, dict[str, Any]] = {
    "default": dict(
        dj_database_url.config(default=f"sqlite:///{VAR / 'zairyu.sqlite3'}", conn_max_age=600)
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000",
    }
# Counts of wrong passwords and codes already used: shared by the processes of one machine. With
# more machines it must be one that all of them see.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
        # Few would mean that a flood of requests throws out what counts.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "people.Person"
# One backend: with two, every wrong password would be hashed and counted twice.
AUTHENTICATION_BACKENDS = ["zairyu.ui.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "zairyu.identity.passwords.NotCommon"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# Languages are whole tags; easy Japanese is a language of its own (BCP 47 private use).
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("ja-x-easy", "やさしい日本語"), ("en", "English")]
locale.LANG_INFO["ja-x-easy"] = {
    "bidi": False,
    "code": "ja-x-easy",
    "name": "Easy Japanese",
    "name_local": "やさしい日本語",
}
LANGUAGE_COOKIE_NAME = "zairyu_language"
USE_I18N = True
LOCALE_PATHS = [Path(__file__).resolve().parents[2] / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "staticfiles": {"BACKEND": "zairyu.config.static.KeptAddresses"},
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 2 * 60 * 60  # renewed while somebody is at work; ui.idle ends it sooner
ZAIRYU_COOKIE_PREFIX = ""  # production: __Host-, which needs https
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Mail. Django 6 reads MAILERS; Django 5.2 reads the EMAIL_ settings: both are set from one place.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("ZAIRYU_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ZAIRYU_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ZAIRYU_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ZAIRYU_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ZAIRYU_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("ZAIRYU_MAIL_FROM", "Zairyu <no-reply@zairyu.example>")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "zairyu.config.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_ANONYMOUS_REDIRECT_URL = "/account/login/?next=/register/"
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/register/"
ACCOUNT_SIGNUP_REDIRECT_URL = "/register/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets no mail from us
ACCOUNT_EMAIL_NOTIFICATIONS = True  # the owner is told of changes to the account
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = False  # a shared machine forgets when the browser is closed
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before the address or the password is changed
ACCOUNT_FORMS = {
    "login": "zairyu.ui.signing.SignIn",
    "add_email": "zairyu.ui.signing.NewAddress",
}
# Guesses are slowed down by identity.guesses: these two could be turned against the owner, or
# against everybody behind one address.
ACCOUNT_RATE_LIMITS: dict[str, Any] | bool = {"login_failed": None, "login": None}
MFA_FORMS = {
    "authenticate": "zairyu.ui.signing.SecondFactor",
    "reauthenticate": "zairyu.ui.signing.Again",
    "activate_totp": "zairyu.ui.signing.SetUpApp",
    "add_webauthn": "zairyu.ui.signing.AddPasskey",
}
MFA_ADAPTER = "zairyu.config.accounts.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # or nobody with a second factor could change the address
MFA_TOTP_ISSUER = "Zairyu"
MFA_TOTP_TOLERANCE = 1  # clocks of phones differ; a code is taken once all the same

# The clock that doors read (see ui.clock). The demo puts its own here; production cannot.
ZAIRYU_CLOCK = "zairyu.ui.clock.system"
# Which mode this is: demo, production or test. Only the demo has the clock bar and the mailbox.
ZAIRYU_MODE = "production"
# Whether forms may be used whose sheets nobody has compared with the official file yet.
ZAIRYU_UNCONFIRMED_FORMS = True
# My Number cards (docs/card.md): kind of deployment, pinned authorities (one folder for each
# kind), who answers for revocation. Without a profile no page offers the card.
ZAIRYU_CARD: dict[str, Any] = {
    "profile": os.environ.get("ZAIRYU_CARD_PROFILE", ""),
    "anchors": VAR / "card" / "anchors",
    "revocation": os.environ.get("ZAIRYU_CARD_REVOCATION", ""),
    "lists": VAR / "card" / "lists",
    "list_addresses": {  # where `lists-by-http` fetches them
        "auth": os.environ.get("ZAIRYU_CARD_LISTS_AUTH", "").split(),
        "sign": os.environ.get("ZAIRYU_CARD_LISTS_SIGN", "").split(),
    },
    "responders": {  # whom `ocsp` asks
        "auth": os.environ.get("ZAIRYU_CARD_OCSP_AUTH", ""),
        "sign": os.environ.get("ZAIRYU_CARD_OCSP_SIGN", ""),
    },
    "oldest_program": "0.1.0",  # of the companion
}
# How many questions one network may ask of the machine door in a minute, of each process.
ZAIRYU_API_A_MINUTE = int(os.environ.get("ZAIRYU_API_A_MINUTE", "600"))
# Other providers that people may sign in with (docs/operations/providers.md).
ZAIRYU_OIDC: dict[str, dict[str, Any]] = providers.read(os.environ.get("ZAIRYU_PROVIDERS", ""))
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] = [SELF, *providers.origins(ZAIRYU_OIDC)]
# Time-stamps on documents (RFC 3161): no address, no time-stamps. The folder holds the certificates
# of the server's authority (*.pem) and its revocation lists (*.crl).
ZAIRYU_TIME_STAMPS: dict[str, Any] = {
    "address": os.environ.get("ZAIRYU_TIME_STAMPS", ""),
    "anchors": VAR / "time-stamps",
}
VAULT_KEY_FOLDER: Path | str = VAR / "keys"
# The hardware module that holds the issuer's keys, where its ring was made with `--store pkcs11`.
ZAIRYU_PKCS11: dict[str, str] = {
    "module": os.environ.get("ZAIRYU_PKCS11_MODULE", ""),  # the library of its maker
    "token": os.environ.get("ZAIRYU_PKCS11_TOKEN", ""),  # the label of the token
    "pin_file": os.environ.get("ZAIRYU_PKCS11_PIN_FILE", ""),  # a file that only the service reads
}
WORK_PAUSE_SECONDS = 1.0
# Authorities (a file of certificates) by which machines that watch a proof are believed; none: the
# usual ones of the system.
ZAIRYU_WATCH_AUTHORITIES: str = os.environ.get("ZAIRYU_WATCH_AUTHORITIES", "")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "zairyu.config.logs.WithoutTexts",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A wrong address may hold anything, so 404s are not logged; what broke is told by ui.
        "django.request": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
