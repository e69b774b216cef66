"""Products: a row for each year, and what goes from one year to the next."""

import pytest

from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.models import Product
from koperasi_cli.registry.products import record
from koperasi_cli.registry.records import standing
from koperasi_cli.vocabulary import Line


@pytest.fixture
def damar(session, enrol):
    return enrol(session, "Repong Damar", line=Line.FOREST)


def put(session, cooperative, year, name="Damar mata kucing", **values):
    return record(session, cooperative, name, year, values)


def test_a_row_for_each_year(session, damar):
    put(session, damar, 2022, capacity=3.2, unit="ton/bulan")
    put(session, damar, 2024, capacity=4.7, unit="ton/bulan")
    done = put(session, damar, 2024, market_reach="provincial")
    assert done.changed == {"market_reach": (None, "provincial")}
    assert done.before.year == 2022
    assert [row.year for row in standing(session, Product)] == [2022, 2024]


def test_the_name_is_that_on_record(session, damar):
    put(session, damar, 2022, capacity=3, unit="ton")
    done = put(session, damar, 2023, name="DAMAR MATA KUCING", capacity=4, unit="ton")
    assert (done.row.name, done.others) == ("Damar mata kucing", [])
    assert put(session, damar, 2023, name="Damar batu", line="forest").others == [
        "Damar mata kucing"
    ]


def test_the_line_goes_with_the_product(session, damar):
    put(session, damar, 2021, line="craft")
    put(session, damar, 2022, line="forest")
    later = put(session, damar, 2024, market_reach="local")
    assert (later.row.line, later.line_from) == ("forest", 2022)
    earlier = put(session, damar, 2020, market_reach="local")
    assert (earlier.row.line, earlier.line_from) == (None, None)
    assert put(session, damar, 2025, line="craft").row.line == "craft"


def test_a_cooperative_without_a_line_gets_that_of_its_product(session, damar, enrol):
    other = enrol(session, "Tuhuk Krui")
    assert not put(session, other, 2024, market_reach="local").line_set
    assert put(session, other, 2024, line=Line.FISHERY).line_set
    assert other.line == "fishery"
    assert not put(session, damar, 2024, line=Line.CRAFT).line_set
    assert damar.line == "forest"


def test_a_capacity_needs_its_unit(session, damar):
    with pytest.raises(BadUsage, match="needs its unit"):
        put(session, damar, 2022, capacity=3)
    put(session, damar, 2022, capacity=3, unit="ton/bulan")
    assert put(session, damar, 2022, capacity=4).row.unit == "ton/bulan"
    with pytest.raises(BadUsage) as refused:
        put(session, damar, 2023, capacity=3)
    assert "ton/bulan" in refused.value.hint


@pytest.mark.parametrize(("certificates", "right"), [
    ("halal,sni", True), ("none", True), ("none,halal", False), ("halal,none", False),
])  # fmt: skip
def test_none_yet_stands_alone(session, damar, certificates, right):
    if right:
        assert put(session, damar, 2022, certificates=certificates).row.certificates == certificates
    else:
        with pytest.raises(BadValue):
            put(session, damar, 2022, certificates=certificates)
