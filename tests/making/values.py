"""Plausible answers for every type of question: seeded, so that a fault can be made again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from zairyu.law.offices import prefectures
from zairyu.questionnaire.numbers import corporate_number_holds
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.typed import full

LATIN = (
    "NGUYEN THI LINH", "SANTOS SILVA ANA", "O'NEIL MARY-ANN", "RAHMAN MD ASHRAFUL", "WANG XIAOMING",
    "OBI ADAEZE", "SUHARTO", "GURUNG SITA", "KIM MINJI", "DELA CRUZ JOSE",
)  # fmt: skip
KANA = (
    "グエン　ティ　リン",
    "サントス　アナ",
    "オビ　アダエゼ",
    "ラーマン　ムハンマド",
    "キム　ミンジ",
)
KANJI = ("髙﨑　一郎", "王　小明", "金　敏智", "佐藤　健一", "𠮷田　花子")
ADDRESSES = (
    "{0}江東区青海2-7-11 501号室", "{0}中央区日本橋1-2-3", "{0}港区港南5-5-30", "{0}北区王子1-1-1",
)  # fmt: skip
ABROAD = ("No. 12, Tran Phu, Ha Dong, Hanoi, Viet Nam", "Rua Augusta 100, Sao Paulo, Brazil")
TEXTS: Mapping[str, tuple[str, ...]] = {
    "relationship": ("父", "母", "夫", "妻", "本人", "職員"),
    "occupation": ("会社員", "学生", "なし", "エンジニア"),
    "position": ("課長", "技術者", "代表取締役"),
    "school": ("青海大学", "ハノイ工科大学", "オスロ音楽院"),
    "organization": ("株式会社青海物産", "青海システム株式会社", "合同会社みなと"),
    "reason": ("日本での仕事を続けるため", "家族と一緒に暮らすため"),
    "detail": ("ソフトウェアの設計と開発", "海外との取引の通訳と翻訳"),
    "place": ("ベトナム ハノイ", "ブラジル サンパウロ", "東京国際空港"),
    "department": ("システム開発部", "海外事業部"),
    "visa": ("在ベトナム日本国大使館",),
    "purpose": ("商用", "家族の訪問"),
}
WORDS = ("特になし", "別紙のとおり", "日本語能力試験N2", "Aomi Systems")


@dataclass
class Makings:
    """What the making of one person draws on: dice, the day, the age, and the prefecture."""

    dice: Random
    on: date
    age_days: tuple[int, int] = (20 * 365, 60 * 365)
    prefecture: str = "JP-13"
    low: Any = None  # bounds that an answer given before sets
    high: Any = None
    taken: dict[str, int] = field(default_factory=dict)


Maker = Callable[[Field, Makings], Any]


def _cut(one: Field, text: str) -> str:
    text = full(text) if one.charset == "fullwidth" else text
    return text[: one.max_length or 400].strip()


def _text(one: Field, by: Makings) -> str:
    if one.charset == "half-ascii":
        return _cut(one, by.dice.choice(("Aomi Systems Inc.", "Hanoi University", "A-12")))
    if "name" in one.id:
        return _cut(one, by.dice.choice((*KANA, *KANJI)))
    found = next((words for name, words in TEXTS.items() if name in one.id), WORDS)
    return _cut(one, by.dice.choice(found))


def _lines(one: Field, by: Makings) -> str:
    return _cut(one, "\n".join(by.dice.choice(WORDS) for _ in range(by.dice.randint(1, 3))))


def _address_jp(one: Field, by: Makings) -> str:
    name = next(each.name["ja"] for each in prefectures() if each.id == by.prefecture)
    return full(by.dice.choice(ADDRESSES).format(name))[: one.max_length or 400]


def _number(one: Field, by: Makings) -> int:
    low = max(one.min if one.min is not None else 1, by.low if by.low is not None else 1)
    most = one.max if one.max is not None else (9_000_000 if one.type == "money" else 900)
    most = min(most, by.high if by.high is not None else most, 10 ** (one.max_length or 9) - 1)
    return by.dice.randint(min(low, most), max(min(low, most), most))


def _digits(count: int) -> Maker:
    return lambda _one, by: "".join(by.dice.choice("0123456789") for _ in range(count))


def _corporate(_one: Field, by: Makings) -> str:
    rest = f"{by.dice.randrange(10**12):012}"
    return next(f"{one}{rest}" for one in range(1, 10) if corporate_number_holds(f"{one}{rest}"))


def _card(_one: Field, by: Makings) -> str:
    ends = ["".join(by.dice.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in "12") for _ in "12"]
    return f"{ends[0]}{by.dice.randrange(10**8):08}{ends[1]}"


def _window(one: Field, by: Makings) -> tuple[date, date]:
    rules = {rule for rule, _ in one.rules}
    if rules & {"expiry-not-passed", "not-in-past", "passport-valid-at-application"}:
        return by.on + timedelta(8), by.on + timedelta(80)
    if "not-in-future" in rules:
        return by.on - timedelta(3000), by.on
    return by.on - timedelta(900), by.on + timedelta(400)


def _day(one: Field, by: Makings) -> str:
    first, last = _window(one, by)
    if by.low is not None:
        first = max(first, date.fromisoformat(str(by.low)))
        last = max(first, last)
    if by.high is not None:
        last = min(last, date.fromisoformat(str(by.high)))
        first = min(first, last)
    return (first + timedelta(by.dice.randint(0, (last - first).days))).isoformat()


def _month(one: Field, by: Makings) -> str:
    first = int(str(by.low)[:4]) if by.low is not None else by.on.year - 12
    year = by.dice.randint(first, by.on.year - 1) if first < by.on.year else first
    if one.has_rule("month-may-be-unknown") and by.dice.random() < 0.2:
        return str(year)
    month = by.dice.randint(1, 12) if year < by.on.year else 1
    told = f"{year}-{month:02}"
    return max(told, str(by.low)) if by.low is not None else told


def _birth(one: Field, by: Makings) -> str:
    born = by.on - timedelta(by.dice.randint(*by.age_days))
    told = born.isoformat()
    if one.key.endswith(".date_of_birth") or by.dice.random() < 0.7:
        return told  # of the applicant: whole, as the passport says it
    return by.dice.choice((told[:7], told[:4], "unknown"))


def _several(one: Field, by: Makings) -> list[str]:
    known = [choice.value for choice in one.choices]
    drawn = by.dice.sample(known, by.dice.randint(1, min(2, len(known))))
    return [value for value in known if value in drawn]


def _choice(one: Field, by: Makings) -> str:
    return by.dice.choice(one.choices).value


def _roman(one: Field, by: Makings) -> str:
    return by.dice.choice(LATIN)[: one.max_length or 100].strip()


MAKERS: Mapping[str, Maker] = {
    "text": _text,
    "textarea": _lines,
    "name-roman": _roman,
    "choice": _choice,
    "country": _choice,
    "status-of-residence": _choice,
    "period-of-stay": _choice,
    "multi-choice": _several,
    "yes-no": lambda _one, by: by.dice.choice(("yes", "no")),
    "number": _number,
    "money": _number,
    "postal-code": _digits(7),
    "address-jp": _address_jp,
    "address-any": lambda one, by: by.dice.choice(ABROAD)[: one.max_length or 400],
    "phone": lambda _one, by: f"0{by.dice.choice('789')}0{by.dice.randrange(10**8):08}",
    "email": lambda _one, by: f"person{by.dice.randrange(10**6)}@example.com",
    "passport-number": lambda _one, by: f"TK{by.dice.randrange(10**7):07}",
    "residence-card-number": _card,
    "corporate-number": _corporate,
    "employment-insurance-number": _digits(11),
    "labor-insurance-number": _digits(14),
    "date": _day,
    "birth-date": _birth,
    "year-month": _month,
    "period": lambda _one, by: f"P{by.dice.randint(1, 9)}Y{by.dice.randint(1, 11)}M",
}
