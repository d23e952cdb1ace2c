"""Writes the licences of everything that is installed beside Zairyu, as Markdown."""

import sys
from importlib.metadata import Distribution, distributions
from itertools import chain

FILES = ("LICENSE", "LICENCE", "COPYING", "NOTICE")


def licence(package: Distribution) -> str:
    """Return the licence that a package states about itself."""
    told = package.metadata
    classified = [
        line.rsplit(" :: ", 1)[-1]
        for line in told.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    stated = (told.get("License-Expression") or "").strip()
    first = ((told.get("License") or "").strip().splitlines() or [""])[0]
    return stated or "; ".join(classified) or first or "see its files"


def texts(package: Distribution) -> list[str]:
    """Return the names of the licence files that a package carries."""
    return sorted(str(file) for file in package.files or [] if file.name.upper().startswith(FILES))


def rows() -> list[str]:
    """Return one row per package, in order of name."""
    found = sorted(distributions(), key=lambda package: (package.name or "").lower())
    return [
        f"| {package.name} | {package.version} | {licence(package)} | {len(texts(package))} |"
        for package in found
    ]


HEAD = [
    "# Third-party notices",
    "",
    "Made by `make notices` from the packages in `.venv`. Their licence files lie in their",
    "`.dist-info` folders. Fonts in documents, all under the SIL Open Font License 1.1: Noto Sans",
    "and Serif JP (pylopdf-fonts-jp), Noto Sans CJK JP (noto-cjk-sans-jp-regular), Noto Sans of",
    "twenty other scripts (manimgx-fonts).",
    "The colours and sizes of the pages follow the Digital Agency's design tokens (MIT).",
    "Countries of networks: public delegation tables of AFRINIC, APNIC, ARIN, LACNIC and RIPE NCC,",
    "by way of iptocc.",
    "QR decoder of the pages: `qr` 0.7.0 of npm (MIT or Apache-2.0), in",
    "`src/zairyu/ui/static/ui/vendor/qr`.",
    "",
    "| package | version | licence | licence files |",
    "|---|---|---|---|",
]

if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in chain(HEAD, rows()))
