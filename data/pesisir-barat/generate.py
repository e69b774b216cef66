"""Write the invented sample registry: one CSV file per table, in the native layout, beside it.

``generator/plan.toml`` says who exists, what was decided and what was done; chance, from a fixed
seed, fills in the rest; ``check`` proves that the public counts hold, before anything is written.
The same plan gives the same bytes. ``region.csv`` holds facts: it is read and never written.
"""

import csv
import json

from generator.books import plan_meetings, write_capital, write_products, write_reports
from generator.check import check
from generator.guidance import write_cases, write_sessions
from generator.profiles import write_cooperatives
from generator.sample import COLUMNS, FIRST_LOAD, HERE, PLAN, TABLES, add
from generator.statuses import write_statuses


def write_office() -> None:
    start = f"{FIRST_LOAD}T01:00:00Z"
    add("office", start, **PLAN["office"])
    for number, officer in enumerate(PLAN["officers"], 1):
        add("officer", start, name=officer["name"], role=officer["role"])
        for code in officer["subdistricts"]:
            add("officer_subdistrict", start, officer_id=number, subdistrict_code=code)
    for name, numbers in PLAN["tags"].items():
        for number in numbers:
            add("tag", "2025-01-06T02:30:00Z", cooperative_id=number, name=name)
    for year, indicators in PLAN["targets"].items():
        for indicator, values in indicators.items():
            for quarter, value in enumerate(values, 1):
                at = f"{year}-01-08T03:00:00Z"
                add("target", at, year=year, quarter=quarter, indicator=indicator, value=value)
    for given in PLAN["publications"]:
        active, inactive = given["active"], given["inactive"]
        totals = {
            "active": active,
            "inactive": inactive,
            "dissolved": 0,
            "total": active + inactive,
        }
        figures = json.dumps({"totals": totals}, separators=(",", ":"))
        named = {name: given[name] for name in ("on", "published_at", "audience", "headline")}
        add("publication", given["published_at"], figures=figures, **named)


def write_file(table: str) -> None:
    header = ["id", *COLUMNS[table].split(), "recorded_at", "withdrawn_at"]
    with (HERE / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(TABLES[table])


def main() -> None:
    write_office()
    write_statuses()
    meetings = plan_meetings()
    write_cooperatives(meetings)
    write_reports(meetings)
    write_cases()
    write_sessions()
    write_products()
    write_capital()
    check()
    for table in COLUMNS:
        write_file(table)


if __name__ == "__main__":
    main()
