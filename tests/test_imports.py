"""What only shows must start at once: it loads none of the heavy libraries."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FORBIDDEN = {
    "sqlmodel", "sqlalchemy", "pydantic", "alembic", "babel", "rapidfuzz", "xlsxwriter",
    "python_calamine",
}  # fmt: skip
PROGRAM = """
import json, sys
from koperasi_cli.cli.main import main
sys.argv = ["koperasi", *sys.argv[1:]]
try:
    main()
except SystemExit as exit_:
    assert not exit_.code, exit_.code
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--help"],
        ["--version"],
        ["list"],
        ["list", "--status", "inactive", "--sort", "-status_since", "--json"],
        ["list", "sessions", "--format", "csv"],
        ["list", "cases"],
        ["list", "rat", "--year", "2023", "--missing"],
        ["list", "financing"],
        ["list", "products", "--format", "csv"],
        ["list", "publications"],
        ["list", "officers"],
        ["list", "regions", "--format", "markdown"],
        ["list", "--help"],
        ["show", "12"],
        ["show", "Tapis Sebatin", "--json"],
        ["rat", "12"],
        ["finance", "18", "--json"],
        ["product", "2"],
        ["info"],
        ["backup", "--list"],
        ["log"],
        ["log", "12"],
        ["check", "--integrity"],
        ["report"],
        ["report", "--by", "subdistrict,sector", "--json"],
        ["report", "performance", "--by", "line", "--json"],
        ["report", "targets"],
        ["report", "keragaan"],
        ["report", "rekapitulasi", "--format", "markdown"],
        ["report", "bps", "--format", "csv"],
        ["target"],
        ["agenda", "--officer", "Hendra"],
        ["agenda", "--all", "--json"],
    ],
    ids=" ".join,
)
def test_no_heavy_library(sample_file: Path, words: list[str]) -> None:
    environment = {**os.environ, "KOPERASI_DB": str(sample_file)}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        capture_output=True, text=True, encoding="utf-8", env=environment, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    loaded = set(json.loads(ran.stderr.splitlines()[-1]))
    assert not loaded & FORBIDDEN
    if "json" in " ".join(words) or "csv" in words or "markdown" in words:
        assert "rich" not in loaded
