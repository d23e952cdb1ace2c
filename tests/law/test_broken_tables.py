"""Broken tables, one folder for each kind, laid over the real ones: line and mend are told."""

from importlib.resources import files
from pathlib import Path

import pytest

from zairyu.law import lint

pytestmark = pytest.mark.slow

BROKEN = Path(__file__).parent / "broken"
DATA = Path(str(files("zairyu.law").joinpath("data")))


@pytest.fixture
def laid_over(tmp_path):
    """Lay one folder of changes over the real tables."""

    def lay(change: Path) -> Path:
        for table in DATA.glob("*.yaml"):
            (tmp_path / table.name).symlink_to(table)
        (tmp_path / "amendments").mkdir()
        (tmp_path / "amendments" / "broken").symlink_to(change)
        return tmp_path

    return lay


@pytest.mark.parametrize("kind", sorted(each.name for each in BROKEN.iterdir()))
def test_a_broken_table_is_told_with_its_file_line_and_mend(kind, laid_over):
    (table,) = (BROKEN / kind).glob("*.yaml")
    wanted = table.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    line, _, said = wanted.partition(": ")
    found = list(lint.faults(laid_over(BROKEN / kind)))
    told = [each for each in found if f"broken/{table.name}, {line}: " in each and said in each]
    assert told, found


def test_the_tables_themselves_and_an_empty_change_have_no_faults(laid_over, tmp_path_factory):
    assert list(lint.faults(laid_over(tmp_path_factory.mktemp("nothing")))) == []
