"""The answer in one line in further languages of checkers: an explanation beside the answer."""

from functools import cache

from zairyu.law.read import table


@cache
def explained(headline: str) -> tuple[tuple[str, str, str], ...]:
    """Return tag, own name and sentence of each language that explains a headline.

    >>> explained("ui.answer.headline.valid")[0][:2]
    ('zh-Hans', '简体中文')
    """
    state = headline.rpartition(".")[2]
    rows = table("zairyu.verify", "data/languages.yaml")
    return tuple((tag, row["name"], row[state]) for tag, row in rows.items() if state in row)
