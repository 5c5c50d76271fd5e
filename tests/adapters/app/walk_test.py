"""The main path of the appraisal as a user walks it: by HTTP, by the command line, with kill -9.

Plays tests/scenarios/appraisal-ppc-decision/main-path.scenario against the real program with the
demo's department: its dates are moved by whole weeks to the demo's clock, every other act goes over
HTTP, the rest through `trinh case act`, and the server is killed and started again on the way.
"""

import datetime
import email
import email.policy
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from xml.etree import ElementTree

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
PASSWORD = "trinh-demo"
DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


class Server:
    """The program serving a demo in a folder of its own."""

    def __init__(self, state):
        self.environment = dict(os.environ, TRINH_STATE=state, TRINH_HOME=SOURCE, LANG="C.UTF-8")
        self.process = None
        self.address = ""

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--demo", "--port", "0"],
            env=self.environment, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if line.startswith("Trình is ready: "):
                self.address = line.split()[-1].rstrip("/")
                return
        raise AssertionError("The server did not start.")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self.process.stdout.close()
        return self.process.returncode

    def run(self, *words, expect=0):
        done = subprocess.run([PROGRAM, *words], env=self.environment, capture_output=True,
                              text=True, timeout=120)
        if done.returncode != expect:
            raise AssertionError(f"{words}: {done.returncode} {done.stdout} {done.stderr}")
        return done.stdout if expect == 0 else done.stderr


class Officer:
    """One signed-in person over HTTP."""

    def __init__(self, server, person):
        self.server, self.person, self.cookie, self.csrf = server, person, "", ""
        status, body, headers = self.send("POST", "/api/session",
                                          {"user": person, "password": PASSWORD})
        assert status == 200, body
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.csrf = body["csrf"]

    def send(self, method, path, document=None, raw=None):
        content = raw if raw is not None else (
            None if document is None else json.dumps(document).encode())
        request = urllib.request.Request(self.server.address + path, content, method=method)
        kind = "application/octet-stream" if raw is not None else "application/json"
        for name, value in (("Content-Type", kind), ("Cookie", self.cookie),
                            ("X-CSRF-Token", self.csrf)):
            if value:
                request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer), answer.headers
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused), refused.headers


def acts_of_main_path():
    """(kind, words, json) of every line of the scenario that does something."""
    story = "tests/scenarios/appraisal-ppc-decision/main-path.scenario"
    with open(os.path.join(SOURCE, story), encoding="utf-8") as file:
        for line in file:
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            given = re.search(r"\{.*\}", line)
            bare = line if given is None else line.replace(given.group(0), " ")
            words = shlex.split(bare, comments=True)
            if words[0] in ("at", "open", "do", "draft", "wait"):
                yield words[0], words, given.group(0) if given else "{}"


class Walk(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="trinh-walk-")
        self.state = os.path.join(self.folder.name, "state")
        self.server = Server(self.state)
        self.server.start()
        self.officers = {}

    def tearDown(self):
        if self.server.process.poll() is None:
            self.server.kill()
        self.folder.cleanup()

    def officer(self, person):
        if person not in self.officers:
            self.officers[person] = Officer(self.server, person)
        return self.officers[person]

    def restart_by_force(self):
        self.server.kill()
        self.server.start()  # Sessions survive: the same cookies go on.

    def today(self):
        status, body, _ = self.officer("son").send("GET", "/api/me")
        if status == 401:  # The clock jumped between the sign-in and this question.
            self.officers.clear()
            status, body, _ = self.officer("son").send("GET", "/api/me")
        self.assertEqual(status, 200, body)
        return datetime.date.fromisoformat(body["today"])

    def forward_to(self, day):
        days = (day - self.today()).days
        if days <= 0:
            return
        self.server.run("demo", "forward", str(days))
        deadline = time.monotonic() + 120  # Every letter that leaves is drawn; sanitizers are slow.
        while True:
            self.officers.clear()  # Days later nobody's session is alive: all sign in again.
            if self.today() >= day:
                return
            self.assertLess(time.monotonic(), deadline, "The demo's clock did not move.")

    def points(self, code):
        on = self.today().isoformat()
        return json.loads(self.server.run("index", "explain", code, "--on", on, "--json"))

    def test_a_draft_goes_from_drafting_to_in_force(self):
        shift = None
        case = None
        by_http = 0
        counted = None
        for count, (kind, words, given) in enumerate(acts_of_main_path()):
            if kind == "at":
                begin = datetime.date.fromisoformat(words[1][:10])
                shift = self.today() - begin
                self.assertEqual(shift.days % 7, 0, "Weekdays must stay what they are.")
                continue

            def moved(text):
                return DATE.sub(
                    lambda m: (datetime.date.fromisoformat(m.group(0)) + shift).isoformat(), text)

            if kind == "wait":
                self.forward_to(datetime.date.fromisoformat(moved(words[2][:10])))
                continue
            person = words[words.index("by") + 1]
            if kind == "open":
                status, body, _ = self.officer(person).send("POST", "/api/cases", {
                    "process": "appraisal-ppc-decision",
                    "title": words[words.index("title") + 1]})
                self.assertEqual(status, 201, body)
                case = body["id"]
            elif kind == "draft":
                name = words[words.index("file") + 1]
                status, body, _ = self.officer(person).send(
                    "POST", f"/api/cases/{case}/drafts?number={words[1]}&file_name={name}",
                    raw=b"the bytes of " + name.encode())
                self.assertEqual(status, 200, body)
            elif count % 2 == 0:
                self.server.run("case", "act", str(case), words[1], "--as", person,
                                "--data", moved(given))
            else:
                by_http += 1
                status, body, _ = self.officer(person).send(
                    "POST", f"/api/cases/{case}/actions",
                    {"event": words[1], "data": json.loads(moved(given))})
                self.assertEqual(status, 200, body)
                self.assertTrue(body["result"]["message"])
            if kind == "do" and words[1] == "accept":
                self.refused_acts_explain_themselves(case)
                self.restart_by_force()
            if kind == "do" and words[1] == "sign-report":
                counted = self.points("2.1.2")
            if kind == "do" and words[1] == "send-report":
                after = self.points("2.1.2")
                self.assertEqual(after["denominator"], counted["denominator"] + 1)
                self.assertEqual(after["numerator"], counted["numerator"] + 1)
                self.assertIn(case, [row["case_id"] for row in after["rows"]])
        self.assertGreater(by_http, 5)
        status, body, _ = self.officer("mai").send("GET", f"/api/cases/{case}")
        self.assertEqual([stage["id"] for stage in body["stages"]], ["in-force"], body["stages"])
        self.assertTrue(body["is_closed"])
        self.the_score_is_readable()
        self.the_trail_is_whole(case)
        self.letter("digest.2024-11-18.minh")
        self.new_work_came_with_its_picture(case)
        self.assertEqual(self.server.stop(), 0)

    def refused_acts_explain_themselves(self, case):
        status, body, _ = self.officer("mai").send(
            "POST", f"/api/cases/{case}/actions", {"event": "assign", "data": {}})
        self.assertEqual(status, 403, body)
        self.assertIn("thuộc thẩm quyền của: Lãnh đạo phòng", body["error"]["message_vi"])
        status, body, _ = self.officer("hung").send(
            "POST", f"/api/cases/{case}/actions", {"event": "submit-report", "data": {}})
        self.assertEqual(status, 409, body)
        words = self.server.run("case", "act", str(case), "assign", "--as", "hung", "--set",
                                "specialist=nobody", "--set", "touches_many_fields=false", expect=1)
        self.assertIn("not an active person", words)
        words = self.server.run("case", "show", f"{case}x", "--as", "hung", expect=1)
        self.assertIn(f"'{case}x' is not a case number", words)
        self.assertIn("'shwo' is not known here.", self.server.run("case", "shwo", expect=64))

    def the_score_is_readable(self):
        lines = self.server.run("index", "score").splitlines()
        appraisal = [line for line in lines if line.strip().startswith("2.1.2  ")]
        self.assertEqual(len(appraisal), 1, lines)
        self.assertRegex(appraisal[0], r": \d+(\.\d+)? / 3  \(\d+/\d+\)  \[scored\]$")

    def the_trail_is_whole(self, case):
        verdict = json.loads(self.server.run("audit", "verify", "--json"))
        self.assertTrue(verdict["ok"], verdict)
        found = json.loads(self.server.run("audit", "query", "--as", "son", "--case", str(case),
                                           "--action", "sign", "--json"))
        self.assertEqual([row["actor"]["id"] for row in found["items"]], ["nghia"])
        self.assertEqual(found["items"][0]["before"], "chair-signature")

    def letter(self, start):
        """The first letter of the demo's tray whose file name begins so; waits for it."""
        deadline = time.monotonic() + 120  # Every letter that leaves is drawn; sanitizers are slow.
        folder = os.path.join(self.state, "mail")
        while True:
            letters = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
            for name in letters:
                if name.startswith(start):
                    with open(os.path.join(folder, name), "rb") as file:
                        return email.message_from_binary_file(file, policy=email.policy.default)
            self.assertLess(time.monotonic(), deadline, f"No '{start}' among {letters}.")

    def new_work_came_with_its_picture(self, case):
        letter = self.letter(f"action-needed.{case}.")
        name = f"so-do-ho-so-{case}.svg"
        pictures = [part for part in letter.iter_attachments() if part.get_filename() == name]
        self.assertEqual([part.get_content_type() for part in pictures], ["image/svg+xml"])
        picture = pictures[0].get_content().decode()
        self.assertEqual(ElementTree.fromstring(picture).tag, "{http://www.w3.org/2000/svg}svg")
        self.assertIn(f"Hồ sơ số {case}: ", picture)
        self.assertIn(name, letter.get_body(("plain",)).get_content())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
