"""Files handed out are saved under their names, in every script."""

from convene.apps.accounts.downloads import attachment
from convene.core import media


def test_a_file_is_saved_under_its_name_and_not_shown():
    plain = attachment(b"a,b\r\n", name="records.csv", media_type=media.CSV)
    assert (plain["Content-Disposition"], plain["Content-Type"], plain.content) == (
        'attachment; filename="records.csv"',
        "text/csv; charset=utf-8",
        b"a,b\r\n",
    )
    assert attachment(b"", name="Жито.xlsx", media_type=media.XLSX)[
        "Content-Disposition"
    ].startswith("attachment; filename*=utf-8''")
