#!/usr/bin/env python3
"""The check is checked: a right tree passes, and each kind of wrong gives exactly its fault."""

import os
import subprocess
import tempfile
import unittest

import check_rooms
import room_table
import source_text

TABLE = """# The house
| level | room | may include | libraries |
|---|---|---|---|
| 0 | engine/base | – | fmt |
| 1 | engine/law | base | pugixml (reading only) |
| 2 | engine/case | base … law | – |
| 3 | engine/service | all of engine | – |
| 4 | adapters/* | engine/* (never each other) | their own |
| 5 | adapters/app | everything | – |
"""
RIGHT = {
    "ARCHITECTURE.md": TABLE,
    "engine/base/README.md": "# base\n",
    "engine/base/CMakeLists.txt": "room(base SOURCES date.cc)\n",
    "engine/base/date.h": "#pragma once\n#include <string>\n",
    "engine/base/date.cc": '#include "engine/base/date.h"\n#include <fmt/format.h>\n',
    "engine/law/README.md": "# law\n| TR301 | wrong |\n| TR302, TR303 | worse |\n",
    "engine/law/CMakeLists.txt": "room(law SOURCES read.cc)\n",
    "engine/law/read.cc": '#include "engine/base/date.h"\n#include <pugixml.hpp>\n'
                          'auto a = "TR301", b = "TR302", c = "TR303";\n',
    "adapters/sql/README.md": "# sql\n",
    "adapters/sql/CMakeLists.txt": "room(sql SOURCES store.cc)\n",
    "adapters/sql/store.cc": '#include <soci/soci.h>\n#include "engine/law/read.h"\n',
    "engine/law/read.h": "#pragma once\n",
    "tests/CMakeLists.txt": "test(date_test SOURCES engine/base/date_test.cc)\n",
    "tests/engine/base/date_test.cc": "TEST(Date, Is) {}\n",
}


class Trees(unittest.TestCase):
    def faults(self, changes):
        """What the check says about the right tree with these files changed (None: deleted)."""
        with tempfile.TemporaryDirectory() as root:
            write(root, {**RIGHT, **changes})
            return check_rooms.faults_in(root)

    def expect(self, changes, *expected):
        """Exactly these faults, each as (path, line, part of the words)."""
        found = self.faults(changes)
        places = [(path, line) for path, line, _ in found]
        self.assertEqual(places, [place[:2] for place in expected], found)
        for (_, _, words), (_, _, part) in zip(found, expected):
            self.assertIn(part, words)

    def test_right_tree_passes(self):
        self.expect({})

    def test_include_upwards(self):
        self.expect({"engine/base/date.h": '#pragma once\n#include "engine/law/read.h"\n'},
                    ("engine/base/date.h", 2, "engine/base may not include engine/law"))

    def test_library_outside_its_room(self):
        self.expect({"engine/base/date.h": "#include <soci/soci.h>\n"
                                            "#include <boost/graph/x.hpp>\n"},
                    ("engine/base/date.h", 1, "may not use soci"),
                    ("engine/base/date.h", 2, "may not use boost/graph"))

    def test_adapter_includes_adapter(self):
        self.expect({"adapters/http/README.md": "#\n",
                     "adapters/http/api.h": '#include "adapters/sql/store.h"\n'},
                    ("adapters/http/api.h", 1, "may not include adapters/sql"))

    def test_app_may_include_everything(self):
        self.expect({"adapters/app/README.md": "#\n",
                     "adapters/app/a.h": '#include "adapters/sql/b.h"\n'
                                         '#include "engine/base/date.h"\n'})

    def test_file_in_no_room(self):
        self.expect({"engine/extra/x.h": "#pragma once\n", "engine/extra/README.md": "#\n"},
                    ("engine/extra/x.h", 1, "in no room"))

    def test_range_of_rooms(self):
        self.expect({"engine/case/README.md": "#\n",
                     "engine/case/a.h": '#include "engine/law/read.h"\n'
                                        '#include "engine/service/b.h"\n'},
                    ("engine/case/a.h", 2, "engine/case may not include engine/service"))

    def test_long_file_and_line(self):
        self.expect({"engine/base/date.h": "\n" * 401},
                    ("engine/base/date.h", 400, "401 lines"))
        self.expect({"engine/base/date.h": "// " + "ệ" * 97 + "\n// " + "ệ" * 98 + "\n"},
                    ("engine/base/date.h", 2, "101 columns"))

    def test_raw_text_may_be_wide(self):
        wide = 'auto xml = R"(' + "x" * 120 + ')";\n'
        self.expect({"tests/engine/base/date_test.cc": wide})

    def test_long_function(self):
        body = "".join(f"    a({at});\n" for at in range(59))
        self.expect({"engine/base/date.h": "void f() {\n" + body + "}\n"},
                    ("engine/base/date.h", 1, "function of 61 lines"))
        self.expect({"engine/base/date.h": "void f() {\n" + body[:-10] + "}\n"})

    def test_banned_words(self):
        self.expect({"engine/base/date.h": "using namespace std;\n"
                                            "using namespace std::literals;\n"},
                    ("engine/base/date.h", 1, "using namespace"))
        self.expect({"engine/base/date.h": "auto n = std::chrono::system_clock::now();\n"
                                            "// TO" + "DO\n"},
                    ("engine/base/date.h", 1, "system_clock::now"),
                    ("engine/base/date.h", 2, "TO" + "DO"))
        self.expect({"adapters/sql/store.h": "auto n = std::chrono::system_clock::now();\n"})
        self.expect({"engine/base/date.h": "#include <thread>\nvoid f() { std::cout << 1; }\n"},
                    ("engine/base/date.h", 2, "std::cout"), ("engine/base/date.h", 1, "thread"))
        self.expect({"tests/engine/base/date_test.cc": "std::this_thread::sleep_for(1s);\n"},
                    ("tests/engine/base/date_test.cc", 1, "sleep_for"))

    def test_banned_file_name(self):
        self.expect({"engine/base/string_util.h": "#pragma once\n"},
                    ("engine/base/string_util.h", 1, "name says nothing"))

    def test_skip_needs_its_reason(self):
        path = "tests/engine/base/date_test.cc"
        self.expect({path: 'GTEST_SKIP() << "the shared\n  material is absent";\n'})
        self.expect({path: 'GTEST_SKIP() << "slow";\n'}, (path, 1, "GTEST_SKIP"))

    def test_path_of_a_machine(self):
        self.expect({"engine/base/README.md": "see /" + "tmp/x\nGET /api/" + "work/1 is none\n"},
                    ("engine/base/README.md", 1, "path of one machine"))

    def test_room_without_readme(self):
        self.expect({"engine/base/README.md": None},
                    ("engine/base/README.md", 1, "every room has a README.md"))
        self.expect({"engine/base/README.md": "\n" * 41}, ("engine/base/README.md", 40, "41 lines"))

    def test_unlisted_source(self):
        self.expect({"tests/engine/base/new_date_test.cc": "\n"},
                    ("tests/engine/base/new_date_test.cc", 1, "no CMakeLists.txt lists it"))
        self.expect({"engine/base/te.cc": "\n"}, ("engine/base/te.cc", 1, "lists it"))

    def test_diagnostic_codes(self):
        readme = "engine/law/README.md"
        self.expect({readme: "| TR301 | x |\n| TR302 | y |\n"},
                    ("engine/law/read.cc", 3, "TR303 is not documented"))
        self.expect({readme: RIGHT[readme] + "| TR301 | again |\n"}, (readme, 4, "already"))
        self.expect({readme: RIGHT[readme] + "| TR309 | gone |\n"}, (readme, 4, "never given"))
        self.expect({readme: "Diagnostics TR301 not XML · 302 wrong.\n\n303 worse.\n"},
                    ("engine/law/read.cc", 3, "TR303 is not documented"))
        self.expect({readme: "Diagnostics TR301 not XML · 302 wrong ·\n303 worse.\n"})
        self.expect({"engine/base/date.h": 'auto a = "TR301";  // "TR302"\n'},
                    ("engine/base/date.h", 1, "TR301 belongs to another room"))

    def test_migrations(self):
        with tempfile.TemporaryDirectory() as root:
            path = "schemas/sql/0001_first.sql"
            write(root, {**RIGHT, path: "create table a;\n"})
            run(root, "init", "-q")
            run(root, "add", "-A")
            run(root, "-c", "user.name=t", "-c", "user.email=t@example.invalid",
                "commit", "-q", "-m", "first", "--no-verify")
            write(root, {"schemas/sql/0002_second.sql": "create table b;\n"})
            self.assertEqual(check_rooms.faults_in(root), [])
            write(root, {path: "create table c;\n"})
            self.assertEqual([fault[0] for fault in check_rooms.faults_in(root)], [path])
            os.remove(os.path.join(root, path))
            self.assertIn("is gone", check_rooms.faults_in(root)[0][2])

    def test_table_that_cannot_be_read(self):
        for wrong in ("", TABLE.replace("| base |", "| nowhere |"),
                      TABLE.replace("| fmt |", "| magic |")):
            with self.assertRaises(room_table.TableFault):
                self.faults({"ARCHITECTURE.md": wrong})


class Functions(unittest.TestCase):
    def lengths(self, text):
        return [count for _, count in source_text.functions_of(text)]

    def test_counts_what_is_a_function(self):
        self.assertEqual(self.lengths("int f() {\n  return 1;\n}\n"), [3])
        self.assertEqual(self.lengths("class A {\n  int f() const {\n    g();\n  }\n};\n"), [3])
        loop = "TEST(A, B) {\n  for (int i = 0; i < 3; ++i) {\n  }\n}\n"
        self.assertEqual(self.lengths(loop), [4])
        constructor = "A::A(int a)\n    : b_(a),\n      c_(a) {\n  d();\n}\n"
        self.assertEqual(self.lengths(constructor), [5])

    def test_leaves_the_rest_alone(self):
        self.assertEqual(self.lengths("struct A {\n  int b = 0;\n};\nnamespace x {\n}\n"), [])
        self.assertEqual(self.lengths("constexpr int a[] = {\n  f(1),\n};\n"), [])
        self.assertEqual(self.lengths('auto a = R"(void f() {\n\n})";  // void g() {\n'), [])


def write(root, files):
    for path, text in files.items():
        if text is None:
            continue
        whole = os.path.join(root, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8") as file:
            file.write(text)


def run(root, *words):
    subprocess.run(["git", "-C", root, *words], check=True, capture_output=True)


if __name__ == "__main__":
    unittest.main()
