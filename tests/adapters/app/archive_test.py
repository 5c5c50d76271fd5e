"""Retention as an administrator does it: hold, try, move (killed again and again), read, verify.

The command line against the real program and the demo's department; `trinh archive create` is
killed with SIGKILL at many moments, each time in a fresh copy of the same state.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
NAME = "nam-2024.db"
CREATE = ["archive", "create", NAME, "--as", "khanh", "--closed-before", "2024-07-01"]
KILLS = 8


def environment(state):
    return dict(os.environ, TRINH_STATE=state, TRINH_HOME=SOURCE, LANG="C.UTF-8")


def trinh(state, *words, expect=0):
    done = subprocess.run([PROGRAM, *words], env=environment(state), capture_output=True, text=True,
                          timeout=240)
    if done.returncode != expect:
        raise AssertionError(f"{words}: {done.returncode} {done.stdout} {done.stderr}")
    return done.stdout + done.stderr


def document(state, *words, expect=0):
    return json.loads(trinh(state, *words, "--json", expect=expect).split("\ntrinh:")[0])


class Retention(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="trinh-archive-")
        cls.demo = os.path.join(cls.root, "demo")
        server = subprocess.Popen([PROGRAM, "serve", "--demo", "--port", "0"],
                                  env=environment(cls.demo), stdout=subprocess.PIPE, text=True)
        for line in server.stdout:
            if line.startswith("Trình is ready: "):
                break
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
        server.stdout.close()
        choice = document(cls.demo, *CREATE, "--dry-run")
        cls.cases = [item["case_id"] for item in choice["items"]]
        cls.histories = {case: cls.history(cls.demo, case) for case in cls.cases}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @staticmethod
    def history(state, case):
        items = document(state, "case", "history", str(case), "--as", "khanh")["items"]
        return [item for item in items if item["type"] != "archived"]

    def fresh(self, name):
        state = os.path.join(self.root, name)
        shutil.rmtree(state, ignore_errors=True)
        shutil.copytree(self.demo, state)
        return state

    def expect_nothing_lost(self, state, cases=None):
        self.assertTrue(document(state, "audit", "verify")["ok"])
        for case in cases or self.cases:
            self.assertEqual(self.history(state, case), self.histories[case], case)

    def expect_moved(self, state, cases=None):
        self.expect_nothing_lost(state, cases)
        verdict = document(state, "archive", "verify", NAME)
        self.assertTrue(verdict["ok"], verdict)
        self.assertEqual(verdict["cases"], len(self.cases))
        listed = document(state, "archive", "list", "--as", "son")["items"]
        self.assertEqual([(row["archive"], row["state"], row["moved"], row["at_hand"])
                          for row in listed], [(NAME, "done", len(self.cases), True)])

    def test_moves_and_is_read_as_before(self):
        state = self.fresh("whole")
        held = self.cases[-1]
        said = trinh(state, "hold", "place", str(held), "--as", "quang", "--reason", "Thanh tra")
        self.assertIn("Hold 1 keeps the history of case", said)
        done = document(state, *CREATE)
        self.assertEqual(done["moved"], len(self.cases) - 1)
        self.assertIn((held, "hold"), [(row["case_id"], row["reason"])
                                       for row in done["held_back"]])
        self.expect_nothing_lost(state)
        shown = trinh(state, "--language", "vi", "case", "show", str(self.cases[0]), "--as",
                      "khanh")
        self.assertIn(f"đã chuyển vào tệp lưu trữ “{NAME}”", shown)
        found = trinh(state, "audit", "query", "--as", "son", "--case", str(self.cases[0]))
        self.assertIn(f"more in the archive {NAME}", found)
        self.assertIn("The archive is whole",
                      trinh(state, "audit", "verify", "--archive", NAME))
        lines = {row["name"]: row for row in document(state, "doctor", expect=1)["items"]}
        self.assertEqual(lines["archives"]["level"], "ok")
        self.assertEqual(lines["journals"]["level"], "ok")

    def test_is_read_and_verified_without_the_store(self):
        state = self.fresh("alone")
        trinh(state, *CREATE)
        key = document(state, "audit", "checkpoints", "--as", "son")["key"]
        file = os.path.join(self.root, "copy.db")
        shutil.copy(os.path.join(state, "archives", NAME), file)
        nowhere = os.path.join(self.root, "nowhere")
        self.assertTrue(document(nowhere, "archive", "verify", file, "--key", key)["ok"])
        self.assertIn("rebuild the case",
                      trinh(nowhere, "archive", "show", file, str(self.cases[0])))
        rows = document(nowhere, "archive", "query", file, "--officer", "mai")["items"]
        self.assertTrue(rows and all(row["actor"]["name"] != "mai" for row in rows))
        self.assertFalse(os.path.exists(nowhere), "no store was made")
        database = sqlite3.connect(file)
        database.execute("update entry set actor = 'hung' where actor = 'mai'")
        database.commit()
        database.close()
        self.assertIn("was changed",
                      trinh(nowhere, "archive", "verify", file, "--key", key, expect=1))

    def test_a_changed_or_missing_file_is_told(self):
        state = self.fresh("changed")
        trinh(state, *CREATE)
        file = os.path.join(state, "archives", NAME)
        with open(file, "r+b") as opened:
            opened.seek(os.path.getsize(file) // 2)
            byte = opened.read(1)
            opened.seek(-1, os.SEEK_CUR)
            opened.write(bytes([byte[0] ^ 1]))
        self.assertIn("not the file that was written", trinh(state, "doctor", expect=1))
        trinh(state, "archive", "verify", NAME, expect=1)
        os.rename(file, file + ".away")
        self.assertIn("not in the folder archives", trinh(state, "doctor", expect=1))
        self.assertTrue(document(state, "audit", "verify")["ok"], "the log stands without it")

    def test_a_backup_brings_the_archives_along(self):
        state = self.fresh("kept")
        trinh(state, *CREATE)
        folder = os.path.join(self.root, "backup")
        trinh(state, "backup", folder)
        again = os.path.join(self.root, "again")
        trinh(again, "restore", folder)
        self.expect_moved(again)
        with open(os.path.join(folder, "archives", NAME), "ab") as opened:
            opened.write(b"x")
        self.assertIn("is damaged",
                      trinh(os.path.join(self.root, "third"), "restore", folder, expect=1))

    def test_killed_at_any_moment_it_goes_on(self):
        started = time.monotonic()
        trinh(self.fresh("timed"), *CREATE)
        takes = time.monotonic() - started
        chance = random.Random(5)
        unfinished = 0
        for nth in range(KILLS):
            state = self.fresh("killed")
            process = subprocess.Popen([PROGRAM, *CREATE], env=environment(state),
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(timeout=takes * (nth + chance.random()) / KILLS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            few = chance.sample(self.cases, 2)
            self.expect_nothing_lost(state, few)
            listed = document(state, "archive", "list", "--as", "son")["items"]
            if not listed or listed[0]["state"] != "done":
                unfinished += 1
                trinh(state, *CREATE)
            self.expect_moved(state, few)
        self.assertGreater(unfinished, 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
