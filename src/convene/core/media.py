"""What the files are that Convene takes in and hands out, in the words that browsers know."""

_OFFICE = "application/vnd.openxmlformats-officedocument."
CSV = "text/csv; charset=utf-8"
DOCX = f"{_OFFICE}wordprocessingml.document"
JSON = "application/json"
PDF = "application/pdf"
XLSX = f"{_OFFICE}spreadsheetml.sheet"
