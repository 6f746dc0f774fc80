# SPDX-License-Identifier: GPL-3.0-or-later
# Breaking text into lines, and filling them to both sides.
text = "Faire la causette: to have a chat. You open a terminal for each party, type the calls, and see what each does."
def wrap(text, width):
    lines, line = [], []
    for word in text.split():
        if line and sum(map(len, line)) + len(line) + len(word) > width:
            lines.append(line)
            line = []
        line.append(word)
    return lines + [line] if line else lines
def justify(words, width):
    if len(words) == 1:
        return words[0].ljust(width)
    gaps, spaces = len(words) - 1, width - sum(map(len, words))
    each, extra = divmod(spaces, gaps)
    return "".join(w + " " * (each + (i < extra)) if i < gaps else w for i, w in enumerate(words))
for width in 30, 20:
    for words in wrap(text, width):
        print("[" + justify(words, width) + "]")
print(wrap("", 5), wrap("long", 2), [" ".join(w) for w in wrap("a b c", 1)])
