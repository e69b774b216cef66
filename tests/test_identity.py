"""When two names are one, when they are worth a question, and when they are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koperasi_cli.identity import Named, alike, legal_key, name_key

SAME = [
    ("KSP Krui Mandiri", "Koperasi Simpan Pinjam Krui Mandiri"),
    ("KSP Krui Mandiri", "Kop. Simpan Pinjam KRUI MANDIRI"),
    ("KSU Mitra Usaha", "Koperasi Serba Usaha Mitra Usaha"),
    ("KUD Way Krui", "Koperasi Unit Desa Way Krui"),
    ("KPRI Sai Betik", "Koperasi Pegawai Republik Indonesia Sai Betik"),
    ("KPRI Sai Betik", "Koperasi Pegawai Negeri Sai Betik"),
    ("KSPPS Amanah", "Koperasi Simpan Pinjam dan Pembiayaan Syariah Amanah"),
    ("Kopwan Melati", "Koperasi Wanita Melati"),
    ("Kopwan Melati", "Koperasi Konsumen Wanita Melati"),
    ("Koppas Pasar Mulya", "Koperasi Pedagang Pasar Pasar Mulya"),
    ("Kopti Krui", "Koperasi Produsen Tahu Tempe Krui"),
    ("Koperasi Produsen Kopi Jaya", "Koperasi Kopi Jaya"),
    ("Koperasi  Kopi-Jaya.", "KOPERASI KOPI JAYA"),
    ("Koperasi Kopi Jaya", "kop kopi jaya"),
]
DIFFERENT = [
    ("KSU Mitra Usaha", "KSU Mitra Mandiri"),
    ("Koperasi Merah Putih Penggawa 1", "Koperasi Merah Putih Penggawa 2"),
    ("KSP Krui 2", "KSP Krui"),
    ("Koperasi Bina Tani 2024", "Koperasi Bina Tani 2025"),
    ("KSP Krui", "KUD Krui Selatan"),
    ("Koperasi Nelayan Jukung", "Koperasi Nelayan Bahari"),
    ("KSP Amanah", "KSP Barokah"),
]
ALIKE = [
    ("KSP Krui Mandiri", "KSP Krui Mandri"),
    ("KSP Krui Mandiri", "KSP Krui Mandiri Sentosa"),
    ("Koperasi Mandiri Krui", "Koperasi Krui Mandiri"),
    ("KSP Way Krui Makmur", "KUD Way Krui Makmur"),
    ("Koperasi Bina Tani 2", "Koperasi Bina Tany 2"),
]


def asked(one: str, other: str) -> bool:
    return bool(alike(one, [Named(1, other)]))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    assert asked(one, other) and asked(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_two(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    assert not asked(one, other) and not asked(other, one)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_worth_a_question(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    assert asked(one, other) and asked(other, one)


def test_those_that_are_alike_are_given_back_in_their_order() -> None:
    others = [Named(3, "KSP Krui Mandri"), Named(1, "KSP Amanah"), Named(2, "KSP Krui Mandiri")]
    assert alike("KSP Krui Mandiri", others) == [others[0], others[2]]


@pytest.mark.parametrize(("one", "other", "same"), [
    ("AHU-0004793.AH.01.26.TAHUN 2020", "ahu-0004793.ah.01.26.tahun  2020", True),
    ("844A/BH/VIII/1980", "844a / bh / viii / 1980", True),
    ("05/BH/KDK22.4/II/01", "05/BH/KDK.22.4/II/01", False),
    ("01/BH/2001", "1/BH/2001", False),
])  # fmt: skip
def test_legal_numbers(one: str, other: str, same: bool) -> None:
    assert (legal_key(one) == legal_key(other)) is same


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_names_can_be_compared(one: str, other: str) -> None:
    assert asked(one, one) or not name_key(one)
    assert asked(one, other) == asked(other, one)
