"""Two parents: one head, not two."""
from typing import Sequence, Union

revision: str = "0003"
down_revision: Union[str, Sequence[str], None] = ("0002l", "0002r")


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
