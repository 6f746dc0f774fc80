# SPDX-License-Identifier: GPL-3.0-or-later
# Counting words with dicts and sorting by two keys.
text = """the quick brown fox jumps over the lazy dog
The dog sleeps; the fox does not. Le renard où il était, là-bas.
"""
counts = {}
for line in text.splitlines():
    for word in line.lower().split():
        word = word.strip(".,;:")
        counts[word] = counts.get(word, 0) + 1
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(f"{word:<10}{n:>3} {'#' * n}")
letters = {}
for c in text:
    if c.isalpha():
        letters.setdefault(c.lower(), []).append(c)
print({k: len(v) for k, v in sorted(letters.items()) if len(v) > 5})
print(max(counts, key=counts.get), sum(counts.values()), len(set(counts.values())))
