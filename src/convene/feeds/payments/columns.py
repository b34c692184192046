"""The columns of a table of payments, as Canada publishes them, misspelling and all."""

REQUIRED = (
    "estma_id",
    "entity",
    "period_start_date",
    "period_end_date",
    "reporting_cylce",
    "country",
    "payee_project_name",
    "payee_or_project",
    "payment_category",
    "amount_reported_cad",
)
COLUMNS = (*REQUIRED, "jurisdiction", "web_link", "type_of_report", "payment_notes")
