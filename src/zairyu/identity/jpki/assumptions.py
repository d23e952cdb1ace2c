"""What nobody outside the authorities can look up about cards, in one place, each with its ground.

There is no public specification of the certificates of today. What stands here was read from
certificates and from programs that work with real cards; a deployment with the specification in
hand compares these lines first.
"""

# Policies of certificates. Read from a published certificate (.30) and from two programs (.20).
POLICY_AUTH_CARD = "1.2.392.200149.8.5.1.3.30"
POLICY_SIGN_CARD = "1.2.392.200149.8.5.1.1.20"
# Official test cards: one source for the signature, none for the other; a deployment names its own.
POLICY_SIGN_TEST_CARD = "1.2.392.200149.8.5.1.0.20"
# Certificates in telephones have policies of their own (.1.1.40 by one source). They are left out:
# telephones are served by the state's own program, through OpenID Connect.

# An arc of our own for virtual cards, so that nothing made here passes for the real.
OWN_ARC = "2.25.176771350470706916029191031578792902083"
POLICY_AUTH_VIRTUAL = f"{OWN_ARC}.1.3"
POLICY_SIGN_VIRTUAL = f"{OWN_ARC}.1.1"

# Attributes of a person in a signature certificate: three programs agree. Others (a former
# surname, readings) have been announced; what is not listed here is left alone.
ATTRIBUTES = "1.2.392.200149.8.5.5"
NAME, NAME_MAP, SEX, BIRTH, ADDRESS, ADDRESS_MAP = (f"{ATTRIBUTES}.{n}" for n in range(1, 7))

# The hash goes with the key: today's cards, and those announced for the coming years.
RSA_BITS = 2048
RSA_LEAST_EXPONENT = 65537
CURVE_TO_COME = "secp384r1"

LARGEST_CERTIFICATE = 4096  # bytes; the real ones have about 1,200

# Fingerprints (SHA-256 of the DER) of the roots, read from programs that carry them. The roots of
# the user-authentication authority of 2019 were not found: cards of those years need them, and an
# operator takes all living generations from the publishing pages of J-LIS and compares.
ROOTS: dict[str, dict[str, str]] = {
    "auth": {
        "4dcfc4ca0aaf9fb2a3081b3f0c991c320b3acc008667a341eeaec5af1d58ca7d": "2015",
        "64114f29620c24ed2631d46476a040e7ee740d956089c00b036a6a8118c322b5": "2023",
    },
    "sign": {
        "19645405a1fe14377434bd55957628ac4038557c542403a2243f21c706fc9355": "2015",
        "79679c33e4cc9319440f1ad120a597ff1844e2ef217063adb176966fd5e6fbeb": "2019",
        "d227f6cde11d35c5252178f106f843d24651944975413b539fa2fb68dbfa365f": "2023",
    },
}
