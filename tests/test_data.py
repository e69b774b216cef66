"""The files in data/ are what their scripts make."""

import runpy
from pathlib import Path

import pytest

CONTOH = Path(__file__).parent.parent / "data" / "contoh"


@pytest.mark.parametrize(
    ("name", "maker"), [("daftar-koperasi.xlsx", "make_list"), ("ods.csv", "make_ods")]
)
def test_the_example_files_are_what_their_script_makes(
    name: str, maker: str, tmp_path: Path
) -> None:
    """Byte for byte: whoever changes the sample registry or the script makes them again."""
    script = runpy.run_path(str(CONTOH / "buat.py"), run_name="script")
    script[maker](tmp_path / name, script["sample"]())
    assert (tmp_path / name).read_bytes() == (CONTOH / name).read_bytes()
