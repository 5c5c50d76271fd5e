"""The worked examples of the calendar's rules, as a user asks them: `trinh due`.

Usage: due_test.py PROGRAM SOURCE_FOLDER
"""

import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]


def trinh(*words):
    environment = dict(os.environ, TRINH_HOME=SOURCE, LANG="C.UTF-8")
    with tempfile.TemporaryDirectory() as state:
        environment["TRINH_STATE"] = state
        return subprocess.run([PROGRAM, *words], env=environment, capture_output=True, text=True)


def due(*words):
    """The date on the first line, and the reason on the second."""
    answer = trinh("due", *words)
    assert answer.returncode == 0, answer.stderr
    day, reason = answer.stdout.splitlines()[:2]
    return day, reason


class WorkedExamples(unittest.TestCase):
    def see(self, expected, *words, reason=""):
        day, why = due(*words)
        self.assertEqual(day, expected, why)
        self.assertIn(reason, why)

    def test_1_appraisal_over_the_spring_holidays(self):
        self.see("2023-05-04", "--from", "14/04/2023", "--period", "15 days", reason="29/04/2023")

    def test_2_two_working_days_over_tet(self):
        self.see("2023-01-30", "--from", "2023-01-19", "--period", "2 working-days")

    def test_3_twenty_five_days_before_a_meeting(self):
        self.see("2023-04-28", "--before", "2023-05-25", "--period", "25 days", reason="30/04/2023")

    def test_4_handling_and_then_the_report(self):
        self.see("2023-11-30", "--from", "2023-10-31", "--period", "30 days")
        self.see("2023-12-15", "--from", "2023-11-30", "--period", "15 days")

    def test_5_a_worked_saturday(self):
        self.see("2024-05-03", "--from", "2024-04-26", "--period", "7 days")
        self.see("2024-05-07", "--from", "2024-04-26", "--period", "5 working-days",
                 reason="04/05/2024")

    def test_6_entry_into_force_is_not_rolled(self):
        self.see("2023-05-22", "--from", "2023-05-12", "--period", "10 days", "--roll", "none")
        self.see("2023-05-19", "--from", "2023-05-12", "--period", "7 days", "--roll", "none")

    def test_7_systematization(self):
        self.see("2024-03-01", "--on", "2024-03-01")
        self.see("2024-03-21", "--from", "2024-03-01", "--period", "20 days")

    def test_8_a_fixed_day_moves_only_when_asked(self):
        self.see("2026-01-31", "--on", "2026-01-31")
        self.see("2026-02-02", "--on", "31/01/2026", "--roll", "next-working")

    def test_9_one_month_from_the_last_of_january(self):
        self.see("2024-02-29", "--from", "2024-01-31", "--period", "1 month")

    def test_what_cannot_be_asked_is_refused(self):
        for words in (["--period", "2 days"], ["--on", "2024-01-31", "--period", "2 days"],
                      ["--from", "2024-01-31"], ["--from", "2024-02-30", "--period", "2 days"],
                      ["--from", "2024-01-01", "--on", "2024-01-31"]):
            answer = trinh("due", *words)
            self.assertEqual(answer.returncode, 1, words)
            self.assertTrue(answer.stderr.strip(), words)


class Proposal(unittest.TestCase):
    def test_a_year_is_proposed_and_says_that_it_does_not_count(self):
        answer = trinh("calendar", "propose", "2028")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("Only the yearly announcement counts", answer.stdout)
        self.assertIn('<off date="2028-01-26" name="Tết Nguyên đán"', answer.stdout)
        self.assertIn('confidence="estimate"', answer.stdout)

    def test_what_is_no_year_is_refused(self):
        for word in ("Tết", "1800", "2028x"):
            self.assertEqual(trinh("calendar", "propose", word).returncode, 1, word)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
