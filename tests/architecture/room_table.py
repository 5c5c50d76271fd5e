"""The table of rooms in ARCHITECTURE.md: which room may include which, and which libraries.

One row a room: | level | room | may include | libraries |. A room is a folder ("engine/base") or
"adapters/*", which stands for every folder there without a row of its own. "May include" is a list
of rooms ("base, calendar"), "base … workflow" (rows from the one to the other), "engine/*",
"all of engine", "everything" or "–". Libraries are the first parts of include paths as LIBRARIES
knows them; "their own" allows any. What stands in brackets is for the reader.
"""

import re
from dataclasses import dataclass, field

# The word in the table -> beginnings of the include paths it stands for.
LIBRARIES = {
    "boost/json": ("boost/json",),
    "boost/graph": ("boost/graph", "boost/property_map"),
    "boost/beast": ("boost/beast",),
    "boost/asio": ("boost/asio",),
    "boost/url": ("boost/url",),
    "boost/describe": ("boost/describe",),
    "boost/mp11": ("boost/mp11",),
    "boost/unordered": ("boost/unordered",),
    "re2": ("re2/",),
    "pugixml": ("pugixml",),
    "soci": ("soci/",),
    "sqlite3": ("sqlite3",),
    "openssl": ("openssl/",),
    "curl": ("curl/",),
    "sodium": ("sodium",),
    "kainjow": ("kainjow/",),
    "CLI": ("CLI/",),
    "toml": ("toml++/", "toml.hpp"),
    "fmt": ("fmt/",),
    "spdlog": ("spdlog/",),
    "utf8proc": ("utf8proc",),
    "libxml2": ("libxml/",),
    "dtl": ("dtl/",),
    "postgresql": ("libpq", "postgresql/"),
}
NOTHING = {"", "–", "-", "—"}


@dataclass
class Room:
    name: str
    may_include: set = field(default_factory=set)  # Full names; "engine/*" and "*" as they are.
    libraries: set = field(default_factory=set)  # Words of LIBRARIES, or "*".


class TableFault(Exception):
    """The table cannot be read: says which row and why."""


def library_of(include):
    """The word for the library an <include> belongs to; None for the standard library."""
    for word, beginnings in LIBRARIES.items():
        if include.startswith(beginnings):
            return word
    is_standard = "/" not in include or include.startswith(("sys/", "netinet/", "arpa/", "net/"))
    return None if is_standard else include.split("/")[0]


def rows_of(text):
    """The cells of the rows below the heading `| level | room | may include | libraries |`."""
    rows = []
    inside = False
    for line in text.splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if not line.lstrip().startswith("|"):
            inside = False
        elif [cell.lower() for cell in cells[:4]] == ["level", "room", "may include", "libraries"]:
            inside = True
        elif inside and len(cells) >= 4 and not set(cells[0]) <= set("-: "):
            rows.append(cells)
    return rows


def without_brackets(cell):
    return re.sub(r"\([^)]*\)", "", cell).replace("`", "").strip()


def words_of(cell):
    return [word.strip() for word in without_brackets(cell).split(",") if word.strip()]


def rooms_named(cell, names):
    """The rooms that a "may include" cell names; raises TableFault on a word it does not know."""
    if without_brackets(cell) in NOTHING:
        return set()
    found = set()
    for word in words_of(cell):
        ends = [full_name(end.strip(), names) for end in re.split(r"…|\.\.\.", word)]
        if word in ("everything", "*"):
            found.add("*")
        elif word in ("all of engine", "engine/*"):
            found.add("engine/*")
        elif len(ends) == 2 and None not in ends:
            first, last = (names.index(end) for end in ends)
            found.update(names[first : last + 1])
        elif len(ends) == 1 and ends[0]:
            found.add(ends[0])
        else:
            raise TableFault(f"'{word}' is not a room of the table")
    return found


def full_name(word, names):
    for name in (word, f"engine/{word}", f"adapters/{word}"):
        if name in names:
            return name
    return None


def read_rooms(text):
    """Rooms by name, in the order of the table. Raises TableFault."""
    rows = rows_of(text)
    if not rows:
        raise TableFault("there is no table | level | room | may include | libraries |")
    names = [cells[1] for cells in rows]
    rooms = {}
    for cells in rows:
        room = Room(cells[1])
        try:
            room.may_include = rooms_named(cells[2], names)
        except TableFault as fault:
            raise TableFault(f"row {cells[1]}: {fault}") from fault
        if without_brackets(cells[3]) not in NOTHING:
            room.libraries = set(words_of(cells[3]))
        if "their own" in room.libraries or "any" in room.libraries:
            room.libraries.add("*")
        unknown = room.libraries - set(LIBRARIES) - {"*", "their own", "any"}
        if unknown:
            raise TableFault(f"row {room.name}: library {sorted(unknown)} is not in LIBRARIES")
        rooms[room.name] = room
    return rooms


def room_of(path, rooms):
    """The row for a file "engine/base/date.h"; None when it lies in no room."""
    folder = "/".join(path.split("/")[:2])
    if folder in rooms:
        return rooms[folder]
    return rooms.get(path.split("/")[0] + "/*")


def may_include(room, own_folder, other):
    """Whether a file of `own_folder` may include a file of the folder `other`."""
    if other == own_folder or "*" in room.may_include or other in room.may_include:
        return True
    return other.split("/")[0] + "/*" in room.may_include
