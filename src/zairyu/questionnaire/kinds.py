"""How the answer to each type of question is read: what was typed in, a value or problems out.

A reader never raises and never guesses. Values are plain (text, whole number, list), so that they
can be kept as JSON: days as `YYYY-MM-DD`, months as `YYYY-MM`, spans as `P1Y6M`.
"""

import re
from collections.abc import Callable, Mapping

from zairyu.law.problem import Problem
from zairyu.questionnaire import days, numbers
from zairyu.questionnaire.answer import BLANK, Answer, Reader, Typed, look, one_text, sized, wrong
from zairyu.questionnaire.choices import choice, several
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.typed import clean, digits, full, half, plain_hyphens, squeezed


def _text(field: Field, typed: Typed) -> Answer:
    text = squeezed(one_text(typed)) if field.charset != "fullwidth" else one_text(typed)
    if not text:
        return BLANK
    if field.charset == "fullwidth":
        return sized(field, full(text))
    if field.charset == "half-ascii":
        text = plain_hyphens(half(text)) if not half(text).isascii() else half(text)
        return sized(field, text) if text.isascii() else wrong("letters-half-width")
    return sized(field, text)


def _lines(field: Field, typed: Typed) -> Answer:
    text = one_text(typed, lines=True)
    return sized(field, text) if text else BLANK


def _address_jp(field: Field, typed: Typed) -> Answer:
    text = full(squeezed(one_text(typed)))
    return sized(field, text) if text else BLANK


_MAY_STAND_IN_A_PASSPORT = re.compile(
    r"[A-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff '.,\-]+"
)


def _name_roman(field: Field, typed: Typed) -> Answer:
    name = numbers.roman_name(one_text(typed))
    if not name:
        return BLANK
    if not _MAY_STAND_IN_A_PASSPORT.fullmatch(name) or not re.search(r"[^ '.,\-]", name):
        return wrong("name-not-latin")
    answer = sized(field, name)
    if not answer.wrong and " " not in name and (typed.get("one") or [""])[-1] != "yes":
        return wrong("name-one-word")
    if answer.wrong or numbers.is_plain_name(name):
        return answer
    return look(name, "name-look")


def _yes_no(_field: Field, typed: Typed) -> Answer:
    value = one_text(typed)
    return Answer(value) if value in ("yes", "no") else wrong("not-a-choice") if value else BLANK


def _in_bounds(field: Field, number: int) -> Answer:
    if field.min is not None and number < field.min:
        return wrong("number-too-small", limit=field.min)
    if field.max is not None and number > field.max:
        return wrong("number-too-big", limit=field.max)
    if len(str(number)) > (field.max_length or 15):
        return wrong("number-too-long", limit=field.max_length or 15)
    return Answer(number)


def _number(field: Field, typed: Typed) -> Answer:
    text = one_text(typed)
    if not text:
        return BLANK
    if len(text) > 40:
        return wrong("number-not-read")
    number = numbers.whole_number(re.sub(r"(人|名|月|か月|年|回|時間|㎡|m2)$", "", half(text)))
    return wrong("number-not-read") if number is None else _in_bounds(field, number)


def _postal_code(_field: Field, typed: Typed) -> Answer:
    code = digits(one_text(typed), "〒")
    if not code:
        return BLANK
    return Answer(code) if re.fullmatch("[0-9]{7}", code) else wrong("postal-code-shape")


def _phone(_field: Field, typed: Typed) -> Answer:
    number = numbers.phone(one_text(typed))
    if not number:
        return BLANK
    return Answer(number) if re.fullmatch("[0-9]{1,12}", number) else wrong("phone-shape")


_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def _email(field: Field, typed: Typed) -> Answer:
    address = half(one_text(typed)).strip()
    if not address:
        return BLANK
    return sized(field, address) if _EMAIL.fullmatch(address) else wrong("email-shape")


def _passport(_field: Field, typed: Typed) -> Answer:
    number = re.sub(r"\s", "", half(one_text(typed))).upper()
    if not number:
        return BLANK
    if not re.fullmatch(r"[\x21-\x7e]{1,12}", number):
        return wrong("passport-number-shape")
    usual = re.fullmatch("[A-Z0-9]{6,9}", number)
    return Answer(number) if usual else look(number, "passport-number-look")


def _card(_field: Field, typed: Typed) -> Answer:
    text = digits(one_text(typed))
    if not text:
        return BLANK
    number = numbers.card_number(text)
    return wrong("card-number-shape") if number is None else Answer(number)


def _corporate(_field: Field, typed: Typed) -> Answer:
    number = digits(one_text(typed))
    if not number:
        return BLANK
    if not re.fullmatch("[0-9]{13}", number):
        return wrong("corporate-number-shape")
    if numbers.corporate_number_holds(number):
        return Answer(number)
    return look(number, "corporate-number-look")


def _fixed_digits(code: str, length: int) -> Reader:
    def read(_field: Field, typed: Typed) -> Answer:
        number = digits(one_text(typed))
        if not number:
            return BLANK
        fits = re.fullmatch(f"[0-9]{{{length}}}", number)
        return Answer(number) if fits else wrong(code, limit=length)

    return read


def _day(read: Callable[[days.Boxes, str], str]) -> Reader:
    def answer(field: Field, typed: Typed) -> Answer:
        flat = {name: values[-1] for name, values in typed.items() if values}
        unknown = clean(flat.get("unknown", "")) if days.may_be_unknown(field) else ""
        try:
            boxes = days.boxes_of({"y": flat.get("", ""), **flat} if flat.get("") else flat)
        except days.NotADay as fault:
            return wrong(fault.code)
        if boxes.blank and unknown != "ymd":
            return BLANK
        try:
            return Answer(read(boxes, unknown))
        except days.NotADay as fault:
            named = {"y": boxes.year, "m": boxes.month, "d": boxes.day, "era": boxes.era}
            apart = {name: [text] for name, text in {**named, "unknown": unknown}.items() if text}
            return Answer(None, (Problem(fault.code),), apart)

    return answer


def _span(_field: Field, typed: Typed) -> Answer:
    texts = [clean((typed.get(name) or [""])[-1]) for name in ("y", "m")]
    if not any(texts):
        return BLANK
    years, months = (numbers.whole_number(half(text)) if text else 0 for text in texts)
    if years is None or months is None or years > 99 or months > 999:
        return wrong("number-not-read")
    years, months = years + months // 12, months % 12
    if not years and not months:
        return wrong("span-empty")
    return Answer("P" + (f"{years}Y" if years else "") + (f"{months}M" if months else ""))


READERS: Mapping[str, Reader] = {
    "text": _text,
    "textarea": _lines,
    "name-roman": _name_roman,
    "choice": choice,
    "country": choice,
    "status-of-residence": choice,
    "period-of-stay": choice,
    "multi-choice": several,
    "yes-no": _yes_no,
    "number": _number,
    "money": _number,
    "postal-code": _postal_code,
    "address-jp": _address_jp,
    "address-any": _text,
    "phone": _phone,
    "email": _email,
    "passport-number": _passport,
    "residence-card-number": _card,
    "corporate-number": _corporate,
    "employment-insurance-number": _fixed_digits("digits-count", 11),
    "labor-insurance-number": _fixed_digits("digits-count", 14),
    "date": _day(lambda boxes, _unknown: days.whole_day(boxes)),
    "birth-date": _day(days.birth),
    "year-month": _day(lambda boxes, unknown: days.year_month(boxes, unknown == "m")),
    "period": _span,
}


def read(field: Field, typed: Typed) -> Answer:
    """Return what was typed for a field as a value, as blank, or with its problems."""
    return READERS[field.type](field, typed)
