"""How the record's schema came to be, step by step, always forward.

`python -m archive.store.migrations` is Alembic's command on the record in force; a new step begins with
`python -m archive.store.migrations revision --autogenerate --rev-id 0005 -m "what it brings"`.
"""
