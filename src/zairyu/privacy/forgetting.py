"""Making a row say nothing of a person any more, as the list of its table says (`PERSONAL`)."""

from django.db.models import BinaryField, Field, JSONField, Model

from zairyu.people.keys import new_auth_id
from zairyu.vault import files

KEY = "replaced by the key"
NEVER_FITS = "replaced by one that never fits"
NEW = "replaced by a new one that nobody knows"
FILE = ("file destroyed", "the file is destroyed")
EMPTIED = ("emptied", "sealed; emptied", "destroyed with the row", "sealed; destroyed with the row")


class UnknownWay(ValueError):
    """A table says of a field how it is anonymised in words that nobody carries out."""


def understood(how: str) -> bool:
    """Say whether there is a way for how a field is anonymised."""
    return how in (KEY, NEVER_FITS, NEW) or how.startswith((*FILE, *EMPTIED))


def empty(row: Model) -> None:
    """Anonymise a row that stays.

    Raises:
        UnknownWay: the table says something else than it can.
    """
    personal: dict[str, str] = row.PERSONAL  # type: ignore[attr-defined]
    for name, how in personal.items():
        _empty(row, name, how)
    row.save(update_fields=list(personal))


def _empty(row: Model, name: str, how: str) -> None:
    field = row._meta.get_field(name)
    if how == KEY:
        setattr(row, name, row.key)  # type: ignore[attr-defined]
    elif how == NEVER_FITS:
        row.set_unusable_password()  # type: ignore[attr-defined]
    elif how == NEW:
        setattr(row, name, new_auth_id())
    elif how.startswith(FILE):
        files.remove_after([getattr(row, name)])
        setattr(row, name, "")
    elif how.startswith(EMPTIED):
        setattr(row, name, _nothing(field))
    else:
        raise UnknownWay(f"{row._meta.label}.{name}: {how}")


def _nothing(field: "Field[object, object] | object") -> object:
    """Return what stands in an emptied field."""
    if getattr(field, "null", False):
        return None
    if isinstance(field, BinaryField):
        return b""
    return {} if isinstance(field, JSONField) else ""
