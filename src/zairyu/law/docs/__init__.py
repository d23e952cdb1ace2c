"""The pages of `docs/law`, made from the tables: what holds, since when, from which source."""

from pathlib import Path

from zairyu.law.docs.agency import agency_page
from zairyu.law.docs.dates import date_pages
from zairyu.law.docs.fees import fees_page
from zairyu.law.docs.lists import lists_page, papers_page
from zairyu.law.docs.markdown import page
from zairyu.law.docs.procedures import procedure_pages
from zairyu.law.docs.rules import rule_pages
from zairyu.law.docs.statuses import status_pages

__all__ = ["pages", "stale", "write"]

_INDEX = (
    ("statuses.md", "Statuses of residence, a page for each", "在留資格"),
    ("designated-activities.md", "Designated activities", "特定活動"),
    ("procedures.md", "Procedures, a page for each", "手続"),
    ("neighbours.md", "What is not filed online", "窓口などの手続"),
    ("papers.md", "Papers, each once", "提出資料"),
    ("lists.md", "Shared lists of papers", "共通の提出資料"),
    ("fees.md", "Fees", "手数料"),
    ("rules.md", "Rules of time and other questions", "決まり"),
    ("figures.md", "Figures of the rules", "期間の数字"),
    ("announced.md", "What is announced", "施行予定"),
    ("dates.md", "What has changed", "改正の経過"),
    ("agency.md", "The agency's own system", "入管庁のシステム"),
    ("unsure.md", "What is not sure", "確認できていないこと"),
)


def _index() -> str:
    lines = [f"- [{title}]({name}) ({japanese})" for name, title, japanese in _INDEX]
    return page(
        "The law, for jurists (法令の表)",
        "Every page is made from the tables that the service works with, so what stands here is"
        " what is computed. How the tables are changed: [guide](../how-to-change-the-law.md). A"
        " made-up change that was entered once: [2028](change-of-2028/gazette.md).",
        [*lines, ""],
    )


def pages() -> dict[str, str]:
    """Return the text of every page by its file name."""
    return {
        "README.md": _index(),
        **status_pages(),
        **procedure_pages(),
        **date_pages(),
        **rule_pages(),
        "lists.md": lists_page(),
        "papers.md": papers_page(),
        "fees.md": fees_page(),
        "agency.md": agency_page(),
    }


def _written(folder: Path) -> dict[str, str]:
    folders = (folder, folder / "statuses", folder / "procedures")
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for each in folders
        for path in sorted(each.glob("*.md"))
    }


def stale(folder: Path) -> list[str]:
    """Return the pages of a folder that are not as the tables say, are missing or left over."""
    written, made = _written(folder), pages()
    return sorted(
        name for name in written.keys() | made.keys() if written.get(name) != made.get(name)
    )


def write(folder: Path) -> None:
    """Write every page into a folder, and take away those that are left over."""
    made = pages()
    for name in _written(folder).keys() - made.keys():
        (folder / name).unlink()
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
