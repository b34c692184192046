"""What every app of the workspace stands on: Django without tables of its own.

`changes` writes, `trail` remembers, `undoing` takes back, `proposals` takes two people,
`constraints` and `guards` are what the database itself refuses, `sheets` shows a form and acts.
"""
