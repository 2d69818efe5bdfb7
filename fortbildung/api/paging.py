"""Lists come in pages: `page`, `page_size` → {"items": [...], "count": n}."""

from typing import Generic, TypeVar

from pydantic import BaseModel, Field

Item = TypeVar("Item")
LARGEST, LAST = 100, 1_000_000


class Paging(BaseModel):
    page: int = Field(1, ge=1, le=LAST)
    page_size: int = Field(20, ge=1, le=LARGEST)


class Page(BaseModel, Generic[Item]):
    items: list[Item]
    count: int


def page_of(rows, paging, shape):
    """The page as it is answered: `shape` makes an item of a row; `count` is of all rows."""
    start = (paging.page - 1) * paging.page_size
    items = [shape(row) for row in rows[start : start + paging.page_size]]
    return {"items": items, "count": rows.count()}
