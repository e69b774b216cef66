"""Time koperasi against sqlite-utils, whole processes, in turn. See README.md beside this file."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from made import REGIONS, write_ods

ROWS, MILLION = 100_000, 1_000_000
MOST_MEGABYTES = 300
ON = ("--on", "2024-12-31")

COUNTS = """
SELECT sector, status, count(*) AS n
FROM (
    SELECT c.sector, (
        SELECT h.status FROM status_change AS h
        WHERE h.cooperative_id = c.id AND h.effective_on <= '2025-02-17' AND h.withdrawn_at IS NULL
        ORDER BY h.effective_on DESC, h.id DESC LIMIT 1
    ) AS status
    FROM cooperative AS c WHERE c.withdrawn_at IS NULL
)
GROUP BY sector, status
"""


def program(name: str) -> str:
    """A program of the environment that runs this script."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is not installed: pip install -e . sqlite-utils")
    return found


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run a command to its end, and stop here with what it said where it fails."""
    ran = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(f"{' '.join(command)}: {ran.stderr}")


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """How long one run of a command takes, from start to exit."""
    start = time.perf_counter()
    run(command, environment)
    return time.perf_counter() - start


def compare(
    name: str, ours: list[str], theirs: list[str], most: float, runs: int, env: dict[str, str]
) -> bool:
    """Run two commands in turn; whether the bound holds."""
    return held(name, lambda: seconds(ours, env), lambda: seconds(theirs, env), most, runs)


def held(
    name: str, ours: Callable[[], float], theirs: Callable[[], float], most: float, runs: int
) -> bool:
    """Time the two in turn, after one run of each that does not count; whether the bound holds."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    ratio = median(a / b for a, b in pairs)
    sys.stdout.write(
        f"{name}: koperasi {median(a for a, _ in pairs) * 1000:.0f} ms,"
        f" sqlite-utils {median(b for _, b in pairs) * 1000:.0f} ms,"
        f" ratio {ratio:.2f} (at most {most})\n"
    )
    return ratio <= most


def compare_imports(folder: Path, runs: int, env: dict[str, str]) -> bool:
    """Import the same rows into a registry that has regions, and into a table without any rule."""
    file, regions = folder / "ods.csv", folder / "regions.db"
    write_ods(file, ROWS)
    koperasi, sqlite_utils = program("koperasi"), program("sqlite-utils")
    run([koperasi, "import", str(REGIONS), "--db", str(regions)], env)

    def ours() -> float:
        fresh = folder / "registry.db"
        shutil.copy(regions, fresh)
        shutil.rmtree(folder / "backups", ignore_errors=True)
        return seconds([koperasi, "import", str(file), *ON, "--db", str(fresh)], env)

    def theirs() -> float:
        fresh = folder / "table.db"
        fresh.unlink(missing_ok=True)
        return seconds([sqlite_utils, "insert", str(fresh), "cooperative", str(file), "--csv"], env)

    return held(f"import of {ROWS:,} rows", ours, theirs, 0.5, runs)


def import_a_million(folder: Path, env: dict[str, str]) -> bool:
    """The most memory that the import of a million rows takes, and how long."""
    file, registry = folder / "million.csv", str(folder / "million.db")
    write_ods(file, MILLION)
    koperasi = program("koperasi")
    run([koperasi, "import", str(REGIONS), "--db", registry], env)
    start = time.perf_counter()
    process = subprocess.Popen(
        [koperasi, "import", str(file), *ON, "--db", registry],
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - start
    # Linux counts kilobytes, macOS bytes.
    megabytes = usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024)
    sys.stdout.write(
        f"import of {MILLION:,} rows: {took:.0f} s, {megabytes:.0f} MB (at most {MOST_MEGABYTES})\n"
    )
    return process.returncode == 0 and megabytes <= MOST_MEGABYTES


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="pairs of runs (20)")
    parser.add_argument("--imports", type=int, default=3, help="pairs of imports (3)")
    parser.add_argument("--million", action="store_true", help="import a million rows as well")
    asked = parser.parse_args()
    koperasi, sqlite_utils = program("koperasi"), program("sqlite-utils")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = str(folder / "sample.db")
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        env |= {"KOPERASI_DB": file, "KOPERASI_LANG": "en"}
        run([koperasi, "demo"], env)
        results = []
        if asked.runs:
            results += [
                compare("report", [koperasi, "report"],
                        [sqlite_utils, "query", file, COUNTS, "--table"], 1.4, asked.runs, env),
                compare("--help", [koperasi, "--help"], [sqlite_utils, "--help"], 1.3, asked.runs,
                        env),
            ]  # fmt: skip
        if asked.imports:
            results.append(compare_imports(folder, asked.imports, env))
        if asked.million:
            results.append(import_a_million(folder, env))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
