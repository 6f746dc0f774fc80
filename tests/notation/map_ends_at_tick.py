# The end of what is mapped is seen also where the machine looks around just then.
wrong = 0
for rounds in range(40):
    for _ in range(rounds):
        pass
    for _ in range(300):
        wrong += list(map(str, ["a", "b", "c"])) != ["a", "b", "c"]
        wrong += list(filter(str, ["a", "b"])) != ["a", "b"]
        wrong += list(zip("ab", [1, 2])) != [("a", 1), ("b", 2)]
        wrong += list(map(max, [1, 2], [2, 1])) != [2, 2]
print(wrong)
