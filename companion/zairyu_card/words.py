"""What can go wrong with a card, in types: nothing above the card layer looks at status words.

Every trouble has a `word`, the key of a sentence the person can act on, and carries no data of
the person, no PIN and no answer of the card beyond the two bytes of its status.
"""


class CardTrouble(Exception):
    """Something about the card or the reader that the person is told."""

    word = "card.trouble"

    def __str__(self) -> str:
        return self.word


class NoReader(CardTrouble):
    """The card service does not run, or no reader is connected."""

    word = "card.no_reader"


class NoCard(CardTrouble):
    """A reader is there, but no card lies on it."""

    word = "card.no_card"


class CardInUse(CardTrouble):
    """Another program holds the card."""

    word = "card.in_use"


class CardRemoved(CardTrouble):
    """The card was taken away, or reset by another program, in the middle."""

    word = "card.removed"


class NotJpki(CardTrouble):
    """The card has no application of the public certification service."""

    word = "card.not_jpki"


class TwoCards(CardTrouble):
    """Two cards that could be meant lie on the readers; the person takes one away."""

    word = "card.two_cards"


class PinMalformed(CardTrouble):
    """What was typed cannot be a PIN; it was not sent and cost no try."""

    word = "pin.format"


class PinWrong(CardTrouble):
    """The card refused the PIN."""

    word = "pin.wrong"

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class PinLastTry(CardTrouble):
    """One try is left: the person has to agree in words before it is used."""

    word = "pin.last_try"


class PinLocked(CardTrouble):
    """No try is left; only a city office can unlock it."""

    def __init__(self, key: str = "auth") -> None:
        super().__init__(key)
        self.word = f"card.locked_{key}"


class PinNeeded(CardTrouble):
    """The card wants the PIN first (forgotten after a reset or another application)."""

    word = "pin.needed"


class CardRefused(CardTrouble):
    """The card answered with a status nobody expected here."""

    word = "card.refused"

    def __init__(self, sw: int) -> None:
        super().__init__(sw)
        self.sw = sw

    def __str__(self) -> str:
        return f"{self.word} {self.sw:04X}"


class Malformed(CardTrouble):
    """The card's answer is not what the specification says it is."""

    word = "card.malformed"


class Forbidden(CardTrouble):
    """A command outside the list of what this program may do; it was not sent."""

    word = "card.forbidden"


class WrongNumber(CardTrouble):
    """The number typed is not the one printed on this residence card."""

    word = "rc.wrong_number"


class NumberMalformed(CardTrouble):
    """What was typed cannot be the number of a residence card."""

    word = "rc.number_format"


class IntegratedCard(CardTrouble):
    """A residence card on a My Number card; its own reading is not public."""

    word = "rc.integrated_unsupported"


class NotResidence(CardTrouble):
    """The card is no residence card."""

    word = "rc.not_residence"


class ExtendedUnsupported(CardTrouble):
    """The reader cannot carry long commands."""

    word = "rc.extended_apdu_unsupported"


class NotGenuine(CardTrouble):
    """The signature over the residence card's data does not hold."""

    word = "rc.signature_failed"


class TextRefused(CardTrouble):
    """The text to be signed breaks a rule; it never reaches the card."""

    word = "text.refused"

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.word = "companion.other_site" if rule == "aud" else "text.refused"

    def __str__(self) -> str:
        return f"{self.word} {self.rule}"


class ServerTrouble(CardTrouble):
    """The server could not be reached, or said no; `word` says which."""

    def __init__(self, word: str, code: str = "") -> None:
        super().__init__(word, code)
        self.word = word
        self.code = code

    def __str__(self) -> str:
        return f"{self.word} {self.code}".strip()


class NoSites(CardTrouble):
    """No list of sites was installed, or one that anybody could have changed."""

    word = "companion.no_sites"


class NoScreen(CardTrouble):
    """No window can be opened here; the terminal is the other way."""

    word = "companion.no_screen"


class Cancelled(CardTrouble):
    """The person did not want to go on."""

    word = "companion.cancelled"
