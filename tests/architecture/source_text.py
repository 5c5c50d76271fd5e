"""Just enough C++ to count lines of functions: comments and literals blanked, braces followed."""

import re

LITERALS = re.compile(
    r'R"(?P<mark>[^()\\\s]{0,16})\((?:.|\n)*?\)(?P=mark)"'  # raw text
    r"|//[^\n]*|/\*(?:.|\n)*?\*/"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"
)
RAW_TEXT = re.compile(r'R"([^()\\\s]{0,16})\((?:.|\n)*?\)\1"')
CONTROL = re.compile(r"^\s*(if|for|while|switch|do|else|try|catch)\b")
TRANSPARENT = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")


def blanked(text):
    """The same lines and columns without comments, texts and characters."""
    return LITERALS.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def lines_of_raw_text(text):
    """Lines that a raw text covers: XML in a test cannot be broken where a column says."""
    lines = set()
    for found in RAW_TEXT.finditer(text):
        first = text.count("\n", 0, found.start()) + 1
        lines.update(range(first, first + found.group().count("\n") + 1))
    return lines


def starts_function(head):
    """Whether the words before a brace, back to the last ; or brace, head a function's body."""
    if CONTROL.match(head) or ")" not in head:
        return False
    before_arguments = head.split("(")[0]
    is_value = re.search(r"(?<![=!<>])=(?!=)", before_arguments) and "operator" not in head
    return not is_value


def functions_of(text):
    """(line of the head, number of lines) of every function outside other functions."""
    found = []
    stack = []  # What each open brace is: "function" or anything else.
    head_start = 0
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(r"[^\n]", " ", m.group()),
                  blanked(text), flags=re.M)
    for at, letter in enumerate(code):
        if letter == "{":
            head = code[head_start:at]
            is_function = (
                "function" not in [kind for kind, _ in stack]
                and starts_function(head)
                and not (TRANSPARENT.search(head.split("(")[0]) and "(" not in head)
            )
            line = code.count("\n", 0, head_start + len(head) - len(head.lstrip())) + 1
            stack.append(("function" if is_function else "other", line))
            head_start = at + 1
        elif letter == "}":
            if stack:
                kind, line = stack.pop()
                if kind == "function":
                    found.append((line, code.count("\n", 0, at) + 2 - line))
            head_start = at + 1
        elif letter == ";" and not inside_brackets(code, head_start, at):
            head_start = at + 1
    return found


def inside_brackets(code, start, end):
    """True within the head of a for(;;)."""
    return code.count("(", start, end) > code.count(")", start, end)
