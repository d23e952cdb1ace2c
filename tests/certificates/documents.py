"""One example of each document, as the acts hand them to the press."""

from datetime import date

from tests.certificates.conftest import CASE, LAST_DAY, PENDING

_COE = {
    "name": "SANTOS MARIA LUISA",
    "birth": "1990-07-14",
    "sex": "female",
    "nationality": {"ja": "ブラジル", "en": "Brazil"},
    "status": "spouse-child-japanese",
    "period": "P1Y",
    "number": "東オン 7K4M-9Q2X-3",
    "office": "tokyo",
}
_PERMISSION = {
    "name": "ADAEZE OKAFOR",
    "birth": "2001-02-28",
    "procedure": "change",
    "status": "engineer-humanities-international",
    "period": "P3Y",
    "expires_on": "2029-12-01",
    "number": "東オン 7K4M-9Q2X-3",
    "office": "tokyo",
    "effective_on": "2026-12-02",
}
_WORK = {
    "name": "PAULO SILVA",
    "birth": "1988-01-08",
    "nationality": {"ja": "ブラジル", "en": "Brazil"},
    "status": "engineer-humanities-international",
    "activity": {"ja": "情報処理の技術者としての活動", "en": "Work as an engineer in IT"},
    "number": "東オン 7K4M-9Q2X-3",
    "office": "tokyo",
}
_PERMIT = {
    "name": "ADAEZE OKAFOR",
    "birth": "2001-02-28",
    "procedure": "extra-status-activity-permit",
    "status": "student",
    "number": "東オン 7K4M-9Q2X-3",
    "office": "tokyo",
    "effective_on": "2026-12-02",
    "conditions": {"ja": "1週28時間以内", "en": "28 hours a week at most"},
}
_PAID = {
    **{name: CASE[name] for name in ("name", "number", "procedure", "office")},
    "order_number": "P-7K4M-9Q2X-35",
    "amount_yen": 56000,
    "charge_yen": 550,
    "paid_on": "2026-12-02",
}
_CORRECTION = {
    **{name: CASE[name] for name in ("name", "number", "procedure", "office")},
    "what": "clerical",
    "corrected_on": "2026-12-03",
    "decided_on": "2026-12-02",
    "ground": "明白な誤記の訂正",
    "changes": [["name", "NGUYEN THI LINNH", "NGUYEN THI LINH"]],
    "hand_back": True,
}
_ORDER = {
    **{name: value for name, value in _PAID.items() if name != "paid_on"},
    "due_on": "2026-12-16",
    "ordered_on": "2026-12-02",
    "period": "P3Y",
    "hand_over_by": "2027-02-01",
}
_TO_LINH = {name: CASE[name] for name in ("name", "number", "procedure", "office")}
_RETURN = {
    **_TO_LINH,
    "papers": [
        {
            "ja": "在留カード（原本）",
            "en": "Residence card",
            "ja-x-easy": "在留（ざいりゅう）カード",
        },
        "返信用封筒",
    ],
    "notified_on": "2026-12-02",
    "due_on": "2026-12-16",
    "office_address": "〒108-8255 東京都港区港南5丁目5番30号",
}
_REFUSAL = {
    **_TO_LINH,
    "decided_on": "2026-12-02",
    "grounds": [
        {
            "ground": "在留期間の更新を適当と認めるに足りる相当の理由（法第21条第3項）",
            "fact": "令和7年度の住民税48,000円が納付されていません。",
            "evidence": "納税証明書（2026年11月10日）",
            "change": "住民税の納付と、その領収書",
        }
    ],
    "visit_by": "2026-12-16",
    "lawful_until": "2027-02-01",
}
_DISPATCH = {
    **_TO_LINH,
    "sent_on": "2026-12-02",
    "tracking": "1234-5678-9012",
    "contents": [{"ja": "新しい在留カード", "en": "New residence card"}],
    "expires_on": "2029-12-01",
}
CODE = "Q7DM4KXA92Q7DM"
# As long as that of a pending certificate with all its facts.
TOKEN = "ZRY1:" + "6BFOXN*TS0BI ZD4O9" * 25
_MARKS = {"code": CODE, "token": TOKEN}
DOCUMENTS = {
    "pending": (PENDING, {**_MARKS, "until": LAST_DAY}),
    "receipt": ({**CASE, "procedure": "coe"}, _MARKS),
    "coe": (_COE, {**_MARKS, "until": date(2027, 3, 2)}),
    "permission": (_PERMISSION, {**_MARKS, "until": date(2029, 12, 1)}),
    "work-qualification": (_WORK, _MARKS),
    "permit": (_PERMIT, _MARKS),
    "payment-receipt": (_PAID, _MARKS),
    "number-sheet": (
        {**CASE, "card_expires_on": "2026-12-01", "lawful_until": "2027-02-01", "code": CODE},
        {},
    ),
    "fee-order": (_ORDER, {}),
    "return-papers": (_RETURN, {}),
    "refusal": (_REFUSAL, {}),
    "correction": (_CORRECTION, {}),
    "dispatch": (_DISPATCH, {}),
}
