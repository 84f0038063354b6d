"""How sources change, by their visits; why they are due when they are; how many claims rest on them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

CLAIMS = """
    UPDATE source SET stake = (
        SELECT count(DISTINCT claim_reference.claim_id)
        FROM reference
        JOIN claim_reference ON claim_reference.reference_id = reference.id
        JOIN edition ON edition.id = reference.edition_id
             AND edition.number = (SELECT max(newest.number) FROM edition AS newest
                                   WHERE newest.document_id = edition.document_id)
        WHERE reference.source_id = source.id
    )
"""


def upgrade() -> None:
    op.add_column("source", sa.Column("stake", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("source", sa.Column("pull", sa.Double(), nullable=True))
    op.add_column("source", sa.Column("due_why", sa.Text(), nullable=True))
    op.add_column("source", sa.Column("pace", sa.JSON(), nullable=True))
    op.execute(CLAIMS)
