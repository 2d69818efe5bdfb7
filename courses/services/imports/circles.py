"""Circles in what requires what."""


def circle_from(start: str, required: dict[str, list[str]]) -> list[str]:
    """The way from `start` through what it requires back to itself; empty without one."""
    ways, seen = [[start]], set()
    while ways:
        way = ways.pop(0)
        for following in required.get(way[-1], []):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
