# str.replace, find and count, over texts of each width and about the lengths at which the search changes its way.
import random

random.seed(3)
total = 0
for _ in range(8000):
    alphabet = random.choice(["ab", "ab\xe9", "ab\u20ac", "ab\U0001f600\xe9"])
    text = "".join(random.choice(alphabet) for _ in range(random.choice([0, 1, 5, 20, 70, 255, 257, 600])))
    old = "".join(random.choice(alphabet) for _ in range(random.randrange(4)))
    new = "".join(random.choice("ab\xe9\u20acx") for _ in range(random.randrange(3)))
    made = text.replace(old, new, random.choice([-1, -1, 0, 1, 2, 31, 32, 33, 40]))
    total = (total * 31 + sum(map(ord, made)) + len(made) + text.find(old) + text.count(old) + made.isascii()) % 1000000007
print(total)

text = "e" * 3
print(text.replace("e", "e") is text, text.replace("x", "y") is text, text.replace("e", "\xe9"), text.replace("e", "\u20ac", 2))
print("\xe9a".replace("\xe9", "e").isascii(), "x".replace("x", "y"), "ab".replace("", "-"), "".replace("", "-"), "".replace("", "-", 0))
