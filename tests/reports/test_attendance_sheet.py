"""What an attendance sheet says: Indonesian, whatever the interface speaks."""

import pytest

from koperasi_cli.database import Database
from koperasi_cli.errors import NotFound
from koperasi_cli.language import Language, current, speaking
from koperasi_cli.reports.attendance_sheet import attendance_sheet
from koperasi_cli.reports.office import OfficeFacts, office_facts


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_words_are_indonesian(sample: Database, language: Language) -> None:
    with sample.reading() as connection, speaking(language):
        sheet = attendance_sheet(connection, 59, office_facts(connection))
        assert current() == language
    facts = dict(sheet.facts)
    assert facts["Kegiatan"] == "Pendampingan khusus"
    assert facts["Hari, tanggal"] == "Rabu, 26 Februari 2025"
    assert facts["Koperasi"] == "Koperasi Nelayan Kota Batu; Koperasi Produsen Lada Pekon Mon"
    assert sheet.signed[0].endswith(", 26 Februari 2025")
    assert sheet.signed[2] == facts["Petugas"] == "Dewi Anggraini Putri"


def test_there_is_room_for_all_who_come(sample: Database) -> None:
    with sample.reading() as connection:
        most = connection.execute(
            "SELECT session_id, count(*), sum(participants_male + participants_female)"
            " FROM attendance GROUP BY session_id"
        ).fetchall()
        for session, cooperatives, people in most:
            lines = attendance_sheet(connection, session, OfficeFacts()).lines
            assert lines == max(20, 3 * cooperatives, people or 0)


def test_a_session_that_is_not_there(sample: Database) -> None:
    with sample.reading() as connection, pytest.raises(NotFound, match="no session no"):
        attendance_sheet(connection, 999, OfficeFacts())
