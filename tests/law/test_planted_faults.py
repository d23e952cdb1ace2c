"""Faults planted in the real tables, each to be found by the reader with file, line and mend.

A row is: the table, what stands there, what is put in its place, and what the reader must say of
the first line that differs. `@key` means the line of that key, `+n` so many lines further.
Faults of shape are planted all at once; those between tables, which are looked for only where every
table has its shape, one in a table at a time.
"""

from importlib.resources import files
from pathlib import Path

import pytest

from zairyu.law import lint
from zairyu.questionnaire import lint as part_lint

pytestmark = pytest.mark.slow

LAW = Path(str(files("zairyu.law").joinpath("data")))
ASKED = Path(str(files("zairyu.questionnaire").joinpath("data")))

SHAPES = [
    ("switches", "pc-only:\n", "pc-only:\n  text: {}\n", "+4 the key text stands twice"),
    ("transitions", "2026-06-14, holds", "2026-06-31, holds", "is no day of the calendar"),
    ("transitions", "since: 2026-10-01", 'since: "2026-10-01"', "without quotes"),
    ("transitions", "new-residence-card-form:\n    asks:", "new-residence-card-form:\n    ask:",
     "nothing reads the key ask; did you mean asks?"),
    ("photo", "  - since: 2026-06-14\n", "  - since: 2012-06-14\n", "days must rise, each once"),
    ("uploads", "max_files: 20\n    max_total_bytes: 26214400\n", "max_files: 20\n",
     "+-2 row 2 of limits has no max_total_bytes; add"),
    ("uploads", "max_files: 1\n", "max_files: one\n", "write a whole number"),
    ("uploads", "severity: warning", "severity: waring", "did you mean warning?"),
    ("uploads", "own_design: true", "own_design: yes", "write true or false"),
    ("photo", "    source: own design; the agency states no figure for one photo\n",
     "    until: 2026-01-01\n    source: own design\n", "lies before since 2026-01-05"),
    ("photo", "not_required: [work-qualification-certificate", "not_required: [work-certificate",
     "did you mean work-qualification-certificate?"),
    ("photo", "en: Only the applicant is in the picture\n", "jp: 写真\n", "+-2 has no text in en"),
    ("categories", "route: use-notification", "route: use-notice", "did you mean use-notification"),
    ("categories", "    source: https://www.moj.go.jp/isa/content/001369137.pdf\n  legal",
     "  legal",
     "@foreign-national: foreign-national has no source; add source"),
    ("categories", "may: conditional, note: for people the", "may: perhaps, note: for people the",
     "use one of yes, no, conditional"),
    ("categories", "under_age: 16", 'under_age: "16"', "write a whole number"),
    ("procedures", "    confidence: high\n    source: https://www.moj.go.jp/isa/tokutei.html",
     "    source: https://www.moj.go.jp/isa/tokutei.html",
     "@specified-residence-card: specified-residence-card has no confidence; add confidence"),
    ("procedures", "where: municipality", "where: town-hall", "there is no town-hall"),
    ("procedures", "see_rule: residence-card-renewal-window", "see_rule: residence-card-window",
     "did you mean residence-card-renewal-window?"),
    ("procedures", "processing: {min: P0D, max: P3M", "processing: {min: P0D, max: 3M",
     "write a period such as P1Y"),
    ("procedures", "ja-x-easy: メールで もらう（電子（でんし）の 証明書（しょうめいしょ））",
     "ja-x-easy: メールで もらう（電子の 証明書（しょうめいしょ））", "電子 has no reading"),
    ("statuses", "work: unlimited", "work: unlimted", "did you mean unlimited?"),
    ("statuses", "reason: indefinite-period", "reason: endless-period",
     "there is no endless-period"),
    ("statuses", "superseded_by: intra-company-transferee-1", "superseded_by: transferee-1",
     "there is no transferee-1"),
    ("statuses", "online_confidence: medium", "online_confidence: middling", "high, medium or low"),
    ("lifecycle", "headline: papers", "headline: paper", "did you mean papers?"),
    ("lifecycle", "notice: decision-corrected", "notice: decision-correct",
     "did you mean decision-corrected?"),
    ("lifecycle", "by: supervisor", "by: minister", "use one of applicant, officer"),
    ("offices", "（かながわけん）}, office: yokohama", "（かながわけん）}, office: yokohma",
     "did you mean yokohama?"),
    ("rules", "  basis: deadline\n", "",
     "@closed-day-roll: closed-day-roll has no basis; add basis"),
    ("forms", "    applicant: i-applicant\n", "", "@I: I has no applicant; add applicant"),
    ("sets", "bases: [coe-common, category-proof,", "bases: [coe-comon, category-proof,",
     "did you mean coe-common?"),
    ("sets", "when: {worker_dispatch: true}", "when: {worker_dispach: true}",
     "did you mean worker_dispatch?"),
    ("papers", "on_paper: original-or-copy", "on_paper: original-or-cpy", "original-or-copy"),
    ("facts", "    kind: yes-no", "    kind: perhaps", "use one of yes-no, choice, status"),
]  # fmt: skip

BETWEEN = [
    ("fees", "- {up_to: P6M, counter: 18000", "- {up_to: P2M, counter: 18000", "do not rise"),
    ("lifecycle", "to: recommended\n", "to: recomended\n", "there is no state recomended"),
    ("lifecycle", "initial: draft", "initial: drawn", "@case: there is no state drawn"),
    ("lifecycle", "to: recommended\n", "to: in-examination\n",
     "@recommended: recommended is never reached"),
    ("lifecycle", "lapsed, draft-deleted]", "lapsed, draft-deleted, draft]",
     "+2 draft is an end and leads on"),
    ("lifecycle", "turned-away, lapsed, draft-deleted]", "turned-away, draft-deleted]",
     "@lapsed: lapsed leads nowhere"),
    ("lifecycle", "shown_until_notified: recommended", "shown_until_notified: examination",
     "there is no state examination"),
    ("offices", "prefix: 横オン", "prefix: 東オン", "begins the numbers of"),
    ("offices", "    prefix: 横オン\n", "", "@yokohama: yokohama takes online applications"),
    ("offices", "office: naha, confidence", "office: fukuoka-naha-airport, confidence",
     "takes no online applications"),
    ("statuses", "form_family: M\n", "form_family: N\n", "the family is N, in forms M"),
    ("forms", "  diplomat: {family: null, procedures: []",
     "  diplomat: {family: null, procedures: [coe]",
     "diplomat has a form of coe and no papers"),
    ("categories", "      coe: {may: conditional, note: for people the organisation takes in}\n",
     "",
     "+-1 organisation-staff says nothing of coe"),
    ("categories", "number: 7", "number: 6", "number 6 is that of"),
    ("rules", "basis: issued", "basis: published", "which day decides?"),
    ("rules", "{first: filed, then: decided}", "{first: filed, then: expires}", "takes no expires"),
    ("rules", "  in_this_house:\n    ja: パスワードに有効期間はありません。\n"
     "    en: A password does not end.\n"
     "    ja-x-easy: パスワードに 終（お）わりの 日（ひ）は ありません。\n",
     "", "@password-validity: "),
    ("sets", "when: {designated_activity: graduate}", "when: {designated_activity: graduated}",
     "is never 'graduated'"),
    ("sets", "        professor: professor-coe", "        teacher: professor-coe",
     "is never teacher"),
    ("papers", "\npapers:\n",
     "\npapers:\n  moon-licence: {name: {ja: 月, en: Moon}, issued_by: moon,"
     " on_paper: copy, online: upload, translation: not-needed, privacy: ordinary}\n",
     "no set asks for moon-licence"),
]  # fmt: skip

PARTS = [
    ("parts/reentry", "type: name-roman", "type: name-rooman", "did you mean name-roman?"),
    ("parts/reentry", "privacy: personal", "privacy: secret", "use one of ordinary"),
    ("parts/common-coe", "codelist: nationalities", "codelist: nationalties",
     "did you mean nationalities?"),
    ("parts/common-coe", "max_length: ", "max_lenght: ", "did you mean max_length?"),
    ("parts/common-change", "since: '2025-01-01'", "since: '2025-02-29'", "write a day such as"),
    ("codelists/countries", "label: {ja: 日本, en", "label: {jp: 日本, en", "has no text in ja"),
]  # fmt: skip

PARTS_BETWEEN = [
    ("parts/reentry", "id: cellular_phone\n", "id: telephone\n", "the id telephone stands twice"),
    ("parts/reentry", "same_as: telephone", "same_as: telefone", "no part asks telefone"),
    ("parts/t-applicant", "when: {personal_status: others}", "when: {personal_status: other}",
     "personal_status is never other"),
    ("parts/t-applicant", "when: {registered_in_japan: '*'}", "when: {registered: '*'}",
     "which this part does not ask"),
    ("parts/t-applicant", "    group: registration", "    group: registry", "there is no group"),
    ("parts/t-applicant", "    type: text\n", "    type: table\n",
     "a table needs columns and max_rows"),
    ("parts/t-applicant", "when: {registered_in_japan: '*'}",
     "when: {registered_in_japan_date: '*'}", "hangs on itself"),
    ("parts/i-applicant", "id: i-applicant", "id: ii-applicant", "no form names the part"),
    ("codelists/countries", "of: nationalities", "of: countries", "rests on itself"),
    ("codelists/occupations-nursing-care", "['41']", "['4100']", "has no value 4100"),
]  # fmt: skip

TABLES = [
    ("shapes", SHAPES, LAW, lint.faults, True),
    ("between", BETWEEN, LAW, lint.faults, False),
    ("parts", PARTS, ASKED, part_lint.faults, True),
    ("parts-between", PARTS_BETWEEN, ASKED, part_lint.faults, False),
]


def rounds(plants, together):
    """Deal the plants out: all at once, or so that each round plants one fault in a table."""
    dealt = [] if not together else [plants]
    for plant in () if together else plants:
        free = (each for each in dealt if all(other[0] != plant[0] for other in each))
        into = next(free, None)
        if into is None:
            dealt.append([plant])
        else:
            into.append(plant)
    return dealt


def line_of(text, at, old, new, said):
    """Return the line of which the reader must speak, and what it must say."""
    same = next((n for n, char in enumerate(new) if old[n : n + 1] != char), len(new))
    line = text[: at + same].count("\n") + 1
    if said.startswith("@"):
        key, _, said = said[1:].partition(": ")
        lines = text.splitlines()
        line = 1 + next(n for n, each in enumerate(lines) if each.lstrip().startswith(f"{key}:"))
    elif said.startswith("+"):
        more, _, said = said[1:].partition(" ")
        line += int(more)
    return line, said


def planted_in(root, plants):
    """Return the tables that change, and of every plant where it stands in its table."""
    changed, places = {}, {}
    for table in {plant[0] for plant in plants}:
        text = (root / f"{table}.yaml").read_text(encoding="utf-8")
        mine = [plant for plant in plants if plant[0] == table]
        for _, old, _, _ in mine:
            assert old in text, f"{table} no longer holds {old!r}: plant this fault elsewhere"
        moved = 0
        for plant in sorted(mine, key=lambda one: text.index(one[1])):
            _, old, new, _ = plant
            places[plant] = text.index(old) + moved
            moved += len(new) - len(old)
        for _, old, new, _ in sorted(mine, key=lambda one: -text.index(one[1])):
            text = text[: text.index(old)] + new + text[text.index(old) + len(old) :]
        changed[table] = text
    return changed, places


def laid_out(folder, root, changed):
    """Write a folder of tables of which some are changed."""
    for path in root.rglob("*.yaml"):
        place = folder / path.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        table = str(path.relative_to(root).with_suffix(""))
        if table in changed:
            place.write_text(changed[table], encoding="utf-8")
        else:
            place.symlink_to(path)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Return what the reader says to all plants, and the line of each."""
    told = {}
    for name, plants, root, faults, together in TABLES:
        for number, planted in enumerate(rounds(plants, together)):
            folder = tmp_path_factory.mktemp(f"{name}-{number}") / "data"
            changed, places = planted_in(root, planted)
            laid_out(folder, root, changed)
            found = list(faults(folder))
            for plant in planted:
                table, old, new, said = plant
                line = line_of(changed[table], places[plant], old, new, said)
                told[table, new, said] = (*line, found)
    return told


PLANTS = [plant for _, plants, *_ in TABLES for plant in plants]


def test_at_least_thirty_faults_are_planted():
    assert len(PLANTS) >= 30


@pytest.mark.parametrize(
    ("table", "new", "said"),
    [pytest.param(p[0], p[2], p[3], id=f"{p[0]}: {p[3]}") for p in PLANTS],
)
def test_the_reader_finds_a_planted_fault_with_file_line_and_mend(read, table, new, said):
    line, words, found = read[table, new, said]
    here = [one for one in found if f"/{table}.yaml, line {line}: " in one and words in one]
    assert here, (line, [one for one in found if f"/{table}.yaml" in one] or found)
    assert all(";" in one or "?" in one for one in here), "the mend is missing"
