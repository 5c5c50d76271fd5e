#!/usr/bin/env python3
"""Checks that the tree is built as ARCHITECTURE.md says. Prints faults as path:line: words.

usage: check_rooms.py [ROOT]      exit 0: none, 1: faults, 2: the table cannot be read
"""

import os
import sys

sys.dont_write_bytecode = True  # A check leaves nothing in the tree.

import room_table  # noqa: E402
import rules  # noqa: E402

SKIPPED_FOLDERS = {".git", "build", "node_modules", "dist", "__pycache__", ".cache", "third_party"}


class Tree:
    """The files of a checkout, read once."""

    def __init__(self, root):
        self.root = root
        self._texts = {}
        self._paths = sorted(self._walk())
        self._known = set(self._paths)
        architecture = "ARCHITECTURE.md"
        if architecture not in self._known:
            raise room_table.TableFault(f"{architecture} is missing")
        self.rooms = room_table.read_rooms(self.text(architecture))

    def _walk(self):
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
            for name in names:
                yield os.path.relpath(os.path.join(folder, name), self.root).replace(os.sep, "/")

    def files(self, endings, under=("",)):
        return [path for path in self._paths if path.endswith(endings) and path.startswith(under)]

    def has(self, path):
        return path in self._known

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def lines(self, path):
        """(number, text) of every line; columns are code points."""
        return list(enumerate(self.text(path).splitlines(), start=1))

    def room_folders(self):
        """Folders of engine/ and adapters/ that have files of their own."""
        inside = [path for path in self._paths if path.startswith(("engine/", "adapters/"))]
        return sorted({"/".join(path.split("/")[:2]) for path in inside if path.count("/") > 1})


def faults_in(root):
    tree = Tree(root)
    return [fault for rule in rules.ALL for fault in rule(tree)]


def main(arguments):
    here = os.path.dirname(os.path.abspath(__file__))
    root = arguments[0] if arguments else os.path.dirname(os.path.dirname(here))
    try:
        faults = faults_in(root)
    except room_table.TableFault as fault:
        print(f"ARCHITECTURE.md: {fault}", file=sys.stderr)
        return 2
    for path, line, words in faults:
        print(f"{path}:{line}: {words}")
    if faults:
        print(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}.", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
