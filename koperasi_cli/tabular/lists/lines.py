"""Which lines of a list are cooperatives, and which are totals, headings, headers again, or notes.

None is dropped without a word: each line that is no row is kept with the reason. Where a line may be a
cooperative it is read as one, and refused if it is none.
"""

import re
from collections.abc import Callable, Sequence

from koperasi_cli.identity import FORM_WORDS
from koperasi_cli.language import _
from koperasi_cli.tabular.imported import MOST_KEPT, Counts, Imported, Skipped
from koperasi_cli.tabular.lists.aliases import heading_key, known_as
from koperasi_cli.tabular.lists.header import ListSource
from koperasi_cli.tabular.lists.places import Regions
from koperasi_cli.tabular.reading import Cell, Row
from koperasi_cli.tabular.shown import shown
from koperasi_cli.vocabulary import Category, Sector

FEW = 3
"""So many filled cells make a line doubtful."""
ORDINARY = ("Ko", "KO")
"""How most names begin, and none of the words that are looked for."""
DOUBTFUL = re.compile(r"(?i)\s*(?:grand|sub|jumlah|jml|total|rata|rerata|persen|nama|kec)")
TOTAL = re.compile(r"(?:grand |sub ?)?(?:jumlah|jml|total|rata-rata|rerata|persentase)\b.*")
ONLY_TOTAL = re.compile(
    r"(?:grand |sub ?|jumlah |total )?(?:jumlah|total)(?: (?:seluruh(?:nya)?|koperasi|akhir|all))?:?"
)
WORDS_OF_TOTALS = re.compile(r"orang|org|unit|koperasi|kop|rupiah|rp|juta|ribu|persen")
NUMBER_HEADINGS = frozenset({"no", "nomor", "nourut", "nomorurut", "urut", "#", "nr"})
PLACE = re.compile(r"(?:kecamatan|kec|kelurahan|kel|desa|pekon|kabupaten|kab|wilayah)\b[ .:]*.+")
AFTER_PLACE = re.compile(r"(?:tahun|thn|per|periode|bulan|kabupaten|kab|\(|\d|-|,).*")
NOTE = re.compile(
    r"(?:catatan|keterangan|ket|sumber|nb|note|source|tembusan)(?: ?:.*)?"
    r"|(?:mengetahui|menyetujui|diketahui|disetujui|dibuat|disusun|dicetak|diperiksa|penyusun|pembuat"
    r"|petugas|kepala|kabid|kasi|sekretaris|plt|plh|a\.n\.|nip|data (?:per|diolah|sementara|dari)"
    r"|per tanggal|keadaan|tanggal cetak|halaman)\b.*"
    r"|\*.*|[\w .]+, ?(?:\d{1,2}|[.…_]*) ?[a-z.…_]+ ?\d{4}"
)
NUMBERING = re.compile(r"(?:[a-z]|[ivx]+|\d{1,5})[.)]?")
BEFORE_HEADING = re.compile(r"^(?:[a-z]|[ivx]+|\d+)[.)] *", re.IGNORECASE)
COLUMN_NUMBER = re.compile(r"\(?(\d{1,3})\)?(?: ?[=(].*)?", re.ASCII)


class Lines:
    """Tells the rows of one source from its other lines. ``section`` is the subdistrict that a heading
    names for the rows below it, and ``turned`` is called when another begins."""

    def __init__(
        self,
        source: ListSource,
        regions: Regions,
        result: Imported,
        counts: Counts,
        turned: Callable[[], None],
    ) -> None:
        self.source = source
        self.regions = regions
        self.result = result
        self.counts = counts
        self.turned = turned
        at = {column.field: column.position for column in source.columns}
        self.name_at = at["name"]
        self.has_subdistrict = "subdistrict" in at
        self.number_at = next(
            (n for n, h in enumerate(source.headings) if heading_key(h) in NUMBER_HEADINGS), -1
        )
        self.header = [[_plain(word) for word in line] for line in source.words]
        self.names = {source.headings[self.name_at], *(line[self.name_at] for line in source.words
                                                       if self.name_at < len(line))} - {""}  # fmt: skip
        self.titles = {_plain(text) for _number, text in source.titles} - {""}
        self.ended = False
        """Whether a total or a note was met, below which seldom a cooperative follows."""
        self.section = ""
        if not self.has_subdistrict and regions.is_subdistrict(source.sheet.name or ""):
            self._begin(0, source.sheet.name or "")
        for number, text in source.titles:
            self._title(number, text)

    def is_row(self, row: Row) -> bool:
        """Whether a line is a row of the list; another one is skipped, and why is kept."""
        cells = row.cells
        name = cells[self.name_at] if self.name_at < len(cells) else ""
        if (
            type(name) is str
            and (name[:2] in ORDINARY or (len(name) > 3 and not DOUBTFUL.match(name)))
            and (
                len(cells) - cells.count("") > FEW
                or (name[0].isalpha() and self._is_numbered(cells))
            )
            and name not in self.names
        ):
            return True
        filled = [cell for cell in cells if not isinstance(cell, str) or cell.strip()]
        if not filled:
            return self._skip(row.number, _("blank"), "")
        name = "" if isinstance(name, str) and not name.strip() else name
        numbered = self._is_numbered(cells)
        if len(filled) == 1 and numbered:
            return self._skip(row.number, _("a running number, and nothing else"), "")
        if _are_column_numbers(filled, name):
            return self._skip(row.number, _("the numbers of the columns"), "1, 2, 3 …")
        if (why := self._why_not(row, filled, name, numbered)) is None:
            return True
        return self._skip(row.number, why, _text(cells))

    def _title(self, number: int, text: str) -> None:
        if not text:
            self._skip(number, _("blank"), "")
            return
        self._skip(number, _("above the header"), text)
        words = _plain(text)
        for match in re.finditer(r"\bkec(?:amatan)?\b", words):
            if not self.has_subdistrict and (place := self._named(words[match.start() :])):
                self._begin(number, place)

    def _named(self, words: str) -> str:
        """The known subdistrict with which words such as "kecamatan krui selatan tahun 2024" begin."""
        parts = words.split()
        for most in range(len(parts), 1, -1):
            rest = " ".join(parts[most:])
            if rest and not AFTER_PLACE.fullmatch(rest):
                continue
            if self.regions.is_subdistrict(" ".join(parts[:most])):
                return " ".join(parts[:most])
        return ""

    def _why_not(self, row: Row, filled: Sequence[Cell], name: Cell, numbered: bool) -> str | None:
        """Why a line that is not blank is no row; None where it is one."""
        if self._is_header(row.cells):
            return _("the header again")
        if _is_total(filled, name):
            self.ended = True
            return _("a total")
        if _plain(_text(row.cells)) in self.titles:
            return _("a title again")
        texts = [" ".join(cell.split()) for cell in filled if isinstance(cell, str)]
        if numbered or not texts:
            return None
        return self._heading(row.number, texts) or self._note(texts, filled, name)

    def _is_header(self, cells: Sequence[Cell]) -> bool:
        """Whether a line repeats one of the header's: most of what it says stands there too."""
        words = [(at, _plain(cell)) for at, cell in enumerate(cells) if isinstance(cell, str)]
        words = [(at, word) for at, word in words if word]
        for line in self.header:
            same = sum(1 for at, word in words if at < len(line) and line[at] == word)
            if same and same * 3 >= len(words) * 2 and (same > 1 or self._names_it(words)):
                return True
        return False

    def _names_it(self, words: Sequence[tuple[int, str]]) -> bool:
        return any(at == self.name_at and known_as(word)[0] == "name" for at, word in words)

    def _is_numbered(self, cells: Sequence[Cell]) -> bool:
        number = cells[self.number_at] if 0 <= self.number_at < len(cells) else ""
        return str(number).strip().rstrip(".").isdigit()

    def _heading(self, line: int, texts: Sequence[str]) -> str | None:
        """What kind of heading a line is: a place or a kind of cooperative, and no more than that."""
        said = [text for text in texts if not NUMBERING.fullmatch(text.casefold())]
        if len(said) != 1:
            return None
        words = BEFORE_HEADING.sub("", said[0])
        text = words.casefold()
        if self.regions.is_subdistrict(text) or text.startswith(("kecamatan", "kec.", "kec ")):
            if self.has_subdistrict:
                return _("a heading: a subdistrict")
            self._begin(line, words)
            return _("a heading: the subdistrict of what follows")
        if "merah putih" in text:  # so the cooperatives of villages are called
            return None
        is_kind = Sector.parse(text) is not None or Category.parse(text) is not None
        if PLACE.fullmatch(text) or (is_kind and (self.number_at >= 0 or words != said[0])):
            return _("a heading, which is not taken in")
        return None

    def _note(self, texts: Sequence[str], filled: Sequence[Cell], name: Cell) -> str | None:
        """What kind of note a line is, which has no running number."""
        if len(filled) > FEW:
            return None
        own = [name] if isinstance(name, str) and name else texts
        if any(NOTE.fullmatch(_plain(text)) for text in own):
            self.ended = True
            return _("a note")
        if len(filled) == FEW:
            return None
        if name == "":
            return _("a note: it has no name of a cooperative")
        likely = any(word in FORM_WORDS for text in texts for word in _plain(text).split())
        if self.ended and not likely and len(texts) == len(filled):
            return _("a note below the list")
        return None

    def _begin(self, line: int, subdistrict: str) -> None:
        """From this line on the rows are of that subdistrict."""
        self.section = subdistrict
        self.ended = False
        sheet = self.source.sheet
        self.result.sections.setdefault((str(sheet.path), sheet.name), []).append(
            (line, subdistrict)
        )
        self.turned()

    def _skip(self, line: int, why: str, text: str) -> bool:
        """Keep account of a line that is no row; blank ones are counted together."""
        self.counts.skipped += 1
        file, sheet, skipped = self.source.name, self.source.sheet.name, self.result.skipped
        if not text:
            for position, known in enumerate(skipped):
                if (known.why, known.file, known.sheet) == (why, file, sheet):
                    skipped[position] = known._replace(lines=known.lines + 1)
                    return False
        if len(skipped) < MOST_KEPT:
            skipped.append(Skipped(file, sheet, line, why, shown(text) or ""))
        return False


def _is_total(filled: Sequence[Cell], name: Cell) -> bool:
    """Whether a line is a total: it says so, and besides that it has figures only."""
    words = [_plain(cell) for cell in filled if isinstance(cell, str)]
    own = _plain(name)
    for word in [own] if any(c.isalpha() for c in own) else words[:3]:
        if ONLY_TOTAL.fullmatch(word):
            return True
        if TOTAL.fullmatch(word):
            others = [WORDS_OF_TOTALS.sub("", other) for other in words if other != word]
            return not any(sum(c.isalpha() for c in other) > 2 for other in others)
    return False


def _are_column_numbers(filled: Sequence[Cell], name: Cell) -> bool:
    """Whether a line numbers the columns, as the line below the headings of official tables does."""
    found = [COLUMN_NUMBER.fullmatch(str(cell).strip()) for cell in filled]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) < max(2, len(filled)) or numbers != sorted(set(numbers)):
        return False
    in_a_row = numbers == list(range(1, len(numbers) + 1))
    return in_a_row or (name != "" and len(numbers) > 2)


def _plain(cell: Cell) -> str:
    return " ".join(str(cell).casefold().split())


def _text(cells: Sequence[Cell]) -> str:
    return " ".join(str(cell) for cell in cells if cell != "")
