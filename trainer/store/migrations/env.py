"""What Alembic runs to migrate: our tables, on the connection it was handed."""

from __future__ import annotations

from alembic import context

from trainer.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # SQLite can do this too, because we send BEGIN ourselves; see store/engine.py
    transactional_ddl=True,
)
context.run_migrations()
