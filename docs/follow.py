#!/usr/bin/env python3
"""
Do what a part of docs/growing.md says, in this checkout.

    python docs/follow.py                       list the parts
    python docs/follow.py "A contact form"      follow one

The sentence above a block of code says what becomes of it: see ACTIONS. A block that is
opened with "by hand" is for people alone. If a step does not fit, nothing is written.

So the guide says each thing once, for people and for this script.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# How the sentence above a block of code ends.
ACTIONS = {
    # A new file.
    "write": r"Write [^`]*`(?P<file>[^`]+)`[^`]*:",
    "append": r"At the end of `(?P<file>[^`]+)`[^`]*:",
    # Above or below the only line that begins like this.
    "insert": r"In `(?P<file>[^`]+)`, (?P<place>above|below) `(?P<line>[^`]+)`[^`]*:",
    # A diff: the lines with a minus become those with a plus. "…" is whatever is there.
    "change": r"In `(?P<file>[^`]+)`, change[^`]*:",
    # Commands, for when all is written.
    "run": r"Run[^`]*:",
}


class Refusal(Exception):
    """Why a part is not followed."""


def parts():
    """Return the text of each part of the guide, by its title."""
    guide = (ROOT / "docs" / "growing.md").read_text(encoding="utf-8")
    _, *pieces = re.split(r"^## (.+)\n", guide, flags=re.MULTILINE)
    titles, texts = pieces[::2], pieces[1::2]
    return dict(zip(titles, texts))


def needs(part):
    """Return the titles of the parts that this one says it needs."""
    needed = re.search(r"^It needs .+?\.$", part, re.MULTILINE | re.DOTALL)
    links = re.findall(r"\(#(.+?)\)", needed[0]) if needed else []
    return [title for title in parts() if title.lower().replace(" ", "-") in links]


def steps(part):
    """
    Return the blocks of code of this part, but for those by hand. Each is a dictionary:
    its `code`, the `number` of its step, the `action` that is its key in ACTIONS, and
    what the sentence names.
    """
    found = []
    number, paragraph, after_blank = "1", "", True
    lines = iter(part.splitlines())
    for line in lines:
        text = line.strip()
        if text.startswith("```"):
            indent = line.index("```")
            code = ""
            for code_line in lines:
                if code_line.strip() == "```":
                    break
                code += code_line[indent:] + "\n"
            if not text.endswith("by hand"):
                found.append({"code": code, "number": number, **action_of(paragraph)})
        elif text:
            paragraph = text if after_blank else f"{paragraph} {text}"
            if match := re.match(r"(\d+)\. ", line):
                number = match[1]
        after_blank = not text
    return found


def action_of(paragraph):
    """Return the key in ACTIONS that this paragraph ends with, and what it names."""
    for action, sentence in ACTIONS.items():
        if match := re.search(f"{sentence}$", paragraph):
            return {"action": action, **match.groupdict()}
    raise Refusal(f"docs/growing.md does not say what to do below: {paragraph}")


def after(step, text):
    """
    Return the text of a file after this step. `text` is what it was before, None if there
    was no such file. A Refusal's text goes on from the name of the file.
    """
    action, code = step["action"], step["code"]
    if action == "write":
        if text is not None:
            raise Refusal("is there already.")
        return code
    if text is None:
        raise Refusal("is missing.")
    if action != "change" and f"\n{code}" in f"\n{text}":
        raise Refusal(f"has this already:\n{code}")
    if action == "append":
        return text + ("\n\n" if step["file"].endswith(".py") else "") + code
    if action == "change":
        return changed(text, code.splitlines(keepends=True))
    return inserted(text, code, step["line"], step["place"])


def changed(text, diff):
    # Editors take the space from lines that have nothing else.
    diff = [" \n" if line == "\n" else line for line in diff]
    old = "".join(line[1:] for line in diff if line[0] in " -")
    new = "".join(line[1:] for line in diff if line[0] in " +")
    pattern = "^" + re.escape(old).replace("…", ".*")
    text, count = re.subn(pattern, lambda match: new, text, flags=re.MULTILINE)
    if count != 1:
        raise Refusal(f"should have this once, and has it {count} times:\n{old}")
    return text


def inserted(text, code, beginning, place):
    lines = text.splitlines(keepends=True)
    found = [line for line in lines if line.strip().startswith(beginning)]
    if len(found) != 1:
        raise Refusal(f"has {len(found)} lines that begin with: {beginning}")
    index = lines.index(found[0])
    lines.insert(index if place == "above" else index + 1, code)
    return "".join(lines)


def follow(title):
    """Write what this part says into the files, and run its commands."""
    if title not in parts():
        raise Refusal(
            f"docs/growing.md has no part {title!r}, but these:\n{contents()}"
        )
    part = parts()[title]
    todo = steps(part)
    if not todo:
        raise Refusal("This part is for people alone: read it in docs/growing.md.")
    if git("status", "--porcelain"):
        raise Refusal("Commit your changes first. Then you see what this part changes.")
    if is_followed(part):
        raise Refusal("This part has been followed already: its files are there.")
    for needed in needs(part):
        if not is_followed(parts()[needed]):
            raise Refusal(f'Follow "{needed}" first: this part needs it.')

    texts, commands = {}, []
    for step in todo:
        if step["action"] == "run":
            commands += step["code"].splitlines()
            continue
        file = ROOT / step["file"]
        if file not in texts:
            texts[file] = file.read_text("utf-8") if file.exists() else None
        try:
            texts[file] = after(step, texts[file])
        except Refusal as refusal:
            raise Refusal(
                f"Step {step['number']}: {step['file']} {refusal}\n"
                "Nothing has been written. Follow this part by hand: docs/growing.md"
            )
    # They may install packages, which belong in a virtual environment.
    if commands and sys.prefix == sys.base_prefix:
        raise Refusal("Activate the virtual environment: . .venv/bin/activate")
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    try:
        for command in commands:
            run(command)
    finally:
        git("add", "--all")
        print(git("status", "--short"))
        print("`git diff --staged` shows it. `git reset --hard` takes the files back.")
    print("Read the end of this part in docs/growing.md, run the tests, and commit.")


def is_followed(part):
    """Return whether the files that this part writes are there."""
    files = [ROOT / step["file"] for step in steps(part) if step["action"] == "write"]
    return bool(files) and all(file.exists() for file in files)


def run(command):
    print(f"$ {command}", flush=True)
    # The commands of the virtual environment that this script runs in come first.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command, shell=True, cwd=ROOT, env={**os.environ, "PATH": path}
    )
    if done.returncode:
        raise Refusal(
            "That failed. The files are written, but not all commands have been run. Mend "
            "the cause, take the files back, and try again."
        )


def git(*arguments):
    """Return what git prints."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True
        )
    except FileNotFoundError:
        raise Refusal("This needs git.")
    if done.returncode:
        raise Refusal(done.stderr)
    return done.stdout


def contents():
    """Return the titles of the parts that can be followed, a line each."""
    return "\n".join(title for title, part in parts().items() if steps(part))


if __name__ == "__main__":
    try:
        if len(sys.argv) == 1:
            print(contents())
        elif len(sys.argv) == 2:
            follow(sys.argv[1])
        else:
            raise Refusal("Write the title in quotes.")
    except Refusal as refusal:
        sys.exit(str(refusal))
