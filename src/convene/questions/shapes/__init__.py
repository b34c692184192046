"""Every answer that is published as JSON, as a record: `core.json.as_json` writes it, and its
schema in docs/reference/ is read off the types and docstrings here and of the records it holds.

What is not here is published as it stands: `Found` and `OrganisationPage` of `core.open_data`,
`Status` of the corpus and `ListState` of the watchlists.
"""
