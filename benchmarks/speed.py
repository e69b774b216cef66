"""Time koperasi against sqlite-utils, whole processes, in turn. See README.md beside this file."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

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


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """How long one run of a command takes, from start to exit."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return time.perf_counter() - start


def compare(
    name: str, ours: list[str], theirs: list[str], most: float, runs: int, env: dict[str, str]
) -> bool:
    """Run the two in turn, after one run of each that does not count; whether the bound holds."""
    seconds(ours, env), seconds(theirs, env)
    pairs = [(seconds(ours, env), seconds(theirs, env)) for _ in range(runs)]
    ratio = median(a / b for a, b in pairs)
    sys.stdout.write(
        f"{name}: koperasi {median(a for a, _ in pairs) * 1000:.0f} ms,"
        f" sqlite-utils {median(b for _, b in pairs) * 1000:.0f} ms,"
        f" ratio {ratio:.2f} (at most {most})\n"
    )
    return ratio <= most


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="pairs of runs (20)")
    runs = parser.parse_args().runs
    koperasi, sqlite_utils = program("koperasi"), program("sqlite-utils")
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "sample.db")
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        env |= {"KOPERASI_DB": file, "KOPERASI_LANG": "en"}
        subprocess.run([koperasi, "demo"], env=env, check=True, stdout=subprocess.DEVNULL)
        held = [
            compare("report", [koperasi, "report"], [sqlite_utils, "query", file, COUNTS, "--table"],
                    1.4, runs, env),
            compare("--help", [koperasi, "--help"], [sqlite_utils, "--help"], 1.3, runs, env),
        ]  # fmt: skip
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
