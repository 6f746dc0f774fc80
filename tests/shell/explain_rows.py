#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every explanation, met as a person meets it: explain_cases.txt, in both languages, with the kernel's facts and without
them, with the sockets in variables and elsewhere. See _explain.py.

explain_rows.py [--update] [WORD...]: only scenarios with one of these words in the title; --update writes what is shown.
"""

import os
import sys

from _explain import LANGUAGES, VARIANTS, play, read_cases, write_cases

UNAVAILABLE = 77


def play_scenario(title, steps, is_update):
    """How many steps showed something else than they should."""
    wrong = 0
    for language in LANGUAGES:
        for variant in VARIANTS:
            if variant == "hidden" and not os.path.isfile(os.environ.get("CAUSETTE_SWITCHES", "")):
                continue
            result = play(steps, language, variant)
            if isinstance(result, str):
                print(f"{title} ({language} {variant}): {result}")
                wrong += 1
                continue
            for step, notes in zip(steps, result):
                if notes is None:
                    continue
                if is_update:
                    step.notes[f"{language} {variant}".strip()] = notes
                elif notes != step.wanted(language, variant):
                    wrong += 1
                    print(f"{title} ({language} {variant}): {step.who}{step.action} {step.code}")
                    print(*(f"    wanted: {note}" for note in step.wanted(language, variant) or ["(nothing)"]), sep="\n")
                    print(*(f"    shown:  {note}" for note in notes or ["(nothing)"]), sep="\n")
    return wrong


def main(arguments):
    is_update = "--update" in arguments
    words = [word for word in arguments if word != "--update"]
    scenarios = read_cases()
    if play([], "en", "") == "no network of its own":
        print("no network of its own")
        return UNAVAILABLE
    wrong = 0
    for title, steps in scenarios:
        if words and not any(word in title for word in words):
            continue
        if any(step.who == "N" for step in steps) and os.getuid():
            continue  # only root can be two users
        wrong += play_scenario(title, steps, is_update)
    if is_update:
        write_cases(scenarios)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
