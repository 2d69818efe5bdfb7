"""What the first page of the admin is made of: things to do, in groups of one kind."""

from dataclasses import dataclass

SHOWN = 10  # of each group; `url` leads to all of them


@dataclass(frozen=True)
class Todo:
    """One thing to do: what it is about, why, where, and for how many people."""

    title: str
    what: str
    url: str
    count: int = 1


@dataclass(frozen=True)
class Group:
    """Things of one kind. `title` follows the number, `action` is what each button says."""

    key: str
    title: str
    action: str
    todos: list[Todo]
    url: str = ""
    beyond: int = 0  # further ones that were only counted

    @property
    def count(self):
        return sum(todo.count for todo in self.todos) + self.beyond

    @property
    def shown(self):
        return self.todos[:SHOWN]

    @property
    def more(self):
        return len(self.todos) - len(self.shown) + self.beyond
