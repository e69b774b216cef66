"""Alembic revisions of the schema. This file is read on every start, so it imports nothing.

A new revision is added here and in ``versions/``; a test holds the two together.
"""

REVISIONS = ("0001",)
HEAD = REVISIONS[-1]
