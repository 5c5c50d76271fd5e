"""The rules. Each takes the tree and yields faults (path, line, what is wrong and what to do)."""

import re
import subprocess

import room_table
import source_text

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
COLUMNS_MAX = 100
README_LINES_MAX = 40
CPP = (".h", ".cc")
CODE = (".h", ".cc", ".py", ".ts", ".tsx", ".mjs")
TEXT = CODE + (".md", ".txt", ".cmake", ".json", ".xml", ".scxml", ".xsd", ".yaml", ".scenario",
               ".sql", ".mustache", ".toml", ".css", ".html", ".sh")

# What the desks of several threads look at together, between two requests: locked, never started.
SHARED = ("engine/service/live_index.h", "engine/service/ahead_book.h")

# Pattern, where it holds (beginnings of paths; "" = everywhere), where not, and what to do.
BANNED = [
    (r"\busing\s+namespace\s+(?!std::\w*literals\b)", ("",), (), "name what is used"),
    (r"\bsystem_clock::now\b", ("",), ("adapters/",), "take the instant as an argument"),
    (r"\b(FIXME|TODO|XXX)\b", ("",), (), "do it, or open an issue and leave no mark"),
    (r"\bstd::(cout|cerr|clog)\b", ("engine/",), (), "return the text; adapters print"),
    (r"\bsleep_(for|until)\b|\busleep\s*\(", ("engine/", "tests/"), (),
     "wait for the event, or move the manual clock"),
    (r"#include <(thread|mutex|future|condition_variable|fstream|filesystem|iostream|sys/\w+\.h|"
     r"unistd\.h|random)>", ("engine/",), SHARED, "the engine has no threads, files or chance"),
]
BANNED_NAMES = {"util", "utils", "helper", "helpers", "manager", "common", "misc", "info", "impl"}
# Written in two parts, so that this file passes its own rule.
MACHINE_PATHS = re.compile(r"(?<![\w./-])/(?:" + "work|tmp|home|root" + r")/[\w.]")


def include_directions(tree):
    """A room includes only what its row allows, and lies in a room at all."""
    for path in tree.files(CPP, under=("engine/", "adapters/")):
        room = room_table.room_of(path, tree.rooms)
        if room is None:
            yield path, 1, "lies in no room of ARCHITECTURE.md: add the row or move the file"
            continue
        own = "/".join(path.split("/")[:2])
        for line, text in tree.lines(path):
            quoted = re.match(r'\s*#\s*include\s+"([^"]+)"', text)
            angled = re.match(r"\s*#\s*include\s+<([^>]+)>", text)
            if quoted and quoted[1].startswith(("engine/", "adapters/", "tests/")):
                other = "/".join(quoted[1].split("/")[:2])
                if not room_table.may_include(room, own, other):
                    yield path, line, f"{own} may not include {other} (table in ARCHITECTURE.md)"
            elif quoted and tree.has(quoted[1]) is False and "/" in quoted[1]:
                yield path, line, f'"{quoted[1]}" is no file from the root: write the whole path'
            elif angled:
                word = room_table.library_of(angled[1])
                if word and "*" not in room.libraries and word not in room.libraries:
                    yield path, line, f"{own} may not use {word} (table in ARCHITECTURE.md)"


def sizes(tree):
    """Files, functions and lines stay short enough to be read."""
    for path in tree.files(CODE):
        lines = tree.lines(path)
        if len(lines) > FILE_LINES_MAX:
            yield path, FILE_LINES_MAX, f"{len(lines)} lines, limit {FILE_LINES_MAX}: split it"
        quoted = source_text.lines_of_raw_text(tree.text(path)) if path.endswith(CPP) else set()
        for line, text in lines:
            is_ours = path.endswith((".h", ".cc", ".py")) and line not in quoted
            if is_ours and len(text) > COLUMNS_MAX:
                yield path, line, f"{len(text)} columns, limit {COLUMNS_MAX}"
        if path.endswith(CPP):
            for line, count in source_text.functions_of(tree.text(path)):
                if count > FUNCTION_LINES_MAX:
                    yield path, line, f"function of {count} lines, limit {FUNCTION_LINES_MAX}"


def banned_words(tree):
    """Words that say: this should have been done another way."""
    for path in tree.files(CODE):
        if path.startswith("tests/architecture/"):
            continue  # The rules themselves and their samples of wrong code.
        lines = tree.lines(path)
        for pattern, where, but_not, instead in BANNED:
            if not path.startswith(where) or path.startswith(but_not or ("\0",)):
                continue
            for line, text in lines:
                found = re.search(pattern, text)
                if found:
                    yield path, line, f"'{found.group().strip()}' is not used here: {instead}"
        yield from skips(path, lines)
        stem = path.split("/")[-1].split(".")[0]
        if set(stem.lower().split("_")) & BANNED_NAMES:
            yield path, 1, "the name says nothing: name the file after what it offers"


def skips(path, lines):
    for at, (line, text) in enumerate(lines):
        if "GTEST_SKIP" not in text:
            continue
        statement = "".join(later for _, later in lines[at : at + 4]).split(";")[0]
        if "shared" not in statement and path != "tests/support/postgres_server.cc":
            yield path, line, "GTEST_SKIP is only for absent shared material, and says so"


def machine_paths(tree):
    """Nothing in the tree knows the machine it was written on."""
    for path in tree.files(TEXT):
        for line, text in tree.lines(path):
            if MACHINE_PATHS.search(text):
                yield path, line, "a path of one machine: make it relative or an argument"


def readmes(tree):
    """Every room says what it is, on one page."""
    for folder in tree.room_folders():
        path = f"{folder}/README.md"
        if not tree.has(path):
            yield path, 1, f"every room has a README.md of at most {README_LINES_MAX} lines"
        elif len(tree.lines(path)) > README_LINES_MAX:
            yield path, README_LINES_MAX, f"{len(tree.lines(path))} lines, limit {README_LINES_MAX}"


def listed_sources(tree):
    """A file that no CMakeLists.txt names is dead, and a test that is not listed never runs."""
    for path in tree.files((".cc",), under=("engine/", "adapters/", "tests/")):
        folder, name = path.rsplit("/", 1)
        parts = folder.split("/")
        makes = ["/".join(parts[:depth]) + "/CMakeLists.txt" for depth in range(len(parts), 0, -1)]
        stem = re.escape(name[: -len(".cc")])
        pattern = re.compile(rf"(?<![\w.-]){stem}\.cc(?![\w.-])|trinh_fuzz\({stem}\b")
        if not any(tree.has(make) and pattern.search(tree.text(make)) for make in makes):
            yield path, 1, "no CMakeLists.txt lists it: list it, or delete it"


def codes_documented(text):
    """(line, code) of table rows "| TR101, TR102 | ..." and lists "Diagnostics TR401 ... · 402"."""
    in_list = False
    for line, words in text:
        row = re.match(r"\|([^|]*)\|", words)
        in_list = words.startswith("Diagnostics TR") or (in_list and words.strip() != "")
        if in_list:
            # A line may end with the dot and the next begin with the number.
            found = re.findall(r"TR(\d{3})\b|(?:^|· )(\d{3})\b", words)
            yield from ((line, "TR" + (whole or short)) for whole, short in found)
        elif row:
            yield from ((line, code) for code in re.findall(r"TR\d{3}", row[1]))


def diagnostic_codes(tree):
    """Every code TRnnn is documented once, in the README of the room that gives it, and given."""
    documented, given = {}, {}
    for path in tree.files(("README.md",), under=("engine/",)):
        for line, code in codes_documented(tree.lines(path)):
            if code in documented:
                other = documented[code]
                yield path, line, f"{code} stands in {other[0]}:{other[1]} already"
            documented.setdefault(code, (path, line))
    for path in tree.files(CPP, under=("engine/",)):
        for line, text in tree.lines(path):
            for code in re.findall(r'"(TR\d{3})"', text.split("//")[0]):
                given.setdefault(code, (path, line))
                where, at = documented.get(code, (path, line))
                if where.split("/")[:2] != path.split("/")[:2]:
                    yield path, line, f"{code} belongs to another room ({where}:{at})"
    for code, (path, line) in sorted(given.items()):
        if code not in documented:
            yield path, line, f"{code} is not documented in its room's README.md"
    for code, (path, line) in sorted(documented.items()):
        if code not in given:
            yield path, line, f"{code} is documented but never given: take it out of the list"


def migrations(tree):
    """A released migration never changes (before the first release: a committed one)."""
    tag = git(tree.root, "describe", "--tags", "--abbrev=0")
    base = tag.strip() if tag else "HEAD"
    names = git(tree.root, "ls-tree", "-r", "--name-only", base, "--", "schemas/sql") or ""
    for path in names.splitlines():
        if not path.endswith(".sql"):
            continue
        if not tree.has(path):
            yield path, 1, f"stands in {base} and is gone: databases out there have run it"
        elif git(tree.root, "show", f"{base}:{path}") != tree.text(path):
            yield path, 1, f"changed since {base}: write a new migration instead"


def git(root, *words):
    """What git prints; None without git or outside a repository."""
    try:
        ran = subprocess.run(["git", "-C", root, *words], capture_output=True, check=False)
    except OSError:
        return None
    return ran.stdout.decode("utf-8", "replace") if ran.returncode == 0 else None


ALL = [include_directions, sizes, banned_words, machine_paths, readmes, listed_sources,
       diagnostic_codes, migrations]
