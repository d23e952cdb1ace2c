"""The log: where something broke and what kind of fault it was, never what it was about.

The text of an exception may carry what a person typed (a database quotes the row, a parser the
value). So the log names the class and the places, and leaves the text out.
"""

import logging
import traceback

from zairyu.words import my_number


class WithoutTexts(logging.Formatter):
    """Formats faults by class and place, innermost last, without their texts.

    What may be a My Number is masked wherever it came from: no log may hold one.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, masked."""
        return my_number.masked(super().format(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name that logging calls
        """Return the chain of faults, each with its places."""
        told: list[str] = []
        fault: BaseException | None = ei[1] if isinstance(ei, tuple) else None
        while fault is not None:
            places = traceback.extract_tb(fault.__traceback__)
            told[:0] = [f"  {place.filename}:{place.lineno} in {place.name}" for place in places]
            told.insert(0, f"{type(fault).__module__}.{type(fault).__qualname__}")
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\n".join(told)
