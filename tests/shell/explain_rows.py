#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every explanation, met as a person meets it: explain_cases.txt, with the kernel's facts and without them, with the
sockets in variables and elsewhere. See _explain.py. Here in English; explain_rows_fr.py is the same in French.

explain_rows.py [--update] [WORD...]: only scenarios with one of these words in the title; --update writes what is shown.
"""

import os
import sys

from _explain import LANGUAGES, VARIANTS, play, read_cases, write_cases

UNAVAILABLE = 77


def differences(steps, result, language, variant):
    """[(step, notes)] of the steps that showed something else than they should."""
    return [(step, notes) for step, notes in zip(steps, result)
            if notes is not None and notes != step.wanted(language, variant)]


def check(title, steps, language, variant):
    """How many steps differ. A busy machine may leave a search for a fact too little time, so there is a second try."""
    for _ in range(2):
        result = play(steps, language, variant)
        wrong = [] if isinstance(result, str) else differences(steps, result, language, variant)
        if not wrong and not isinstance(result, str):
            return 0
    if isinstance(result, str):
        print(f"{title} ({language} {variant}): {result}")
        return 1
    for step, notes in wrong:
        print(f"{title} ({language} {variant}): {step.who}{step.action} {step.code}")
        print(*(f"    wanted: {note}" for note in step.wanted(language, variant) or ["(nothing)"]), sep="\n")
        print(*(f"    shown:  {note}" for note in notes or ["(nothing)"]), sep="\n")
    return len(wrong)


def update(title, steps, language, variant):
    result = play(steps, language, variant)
    if isinstance(result, str):
        print(f"{title} ({language} {variant}): {result}")
        return 1
    for step, notes in zip(steps, result):
        if notes is not None:
            step.notes[f"{language} {variant}".strip()] = notes
    return 0


def play_scenario(title, steps, languages, is_update):
    """In all variants; how much was wrong."""
    act = update if is_update else check
    can_hide = os.path.isfile(os.environ.get("CAUSETTE_SWITCHES", ""))
    return sum(act(title, steps, language, variant)
               for language in languages for variant in VARIANTS if variant != "hidden" or can_hide)


def main(arguments, languages):
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
        wrong += play_scenario(title, steps, languages, is_update)
    if is_update:
        write_cases(scenarios)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], LANGUAGES if "--update" in sys.argv else ("en",)))
