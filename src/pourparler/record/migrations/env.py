"""Alembic runs a migration on the connection that the record hands over."""

from alembic import context

from pourparler.record.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
