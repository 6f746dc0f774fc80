# SPDX-License-Identifier: GPL-3.0-or-later
# A little machine with a dict of functions.
def run(program):
    stack, pc, out, steps = [], 0, [], 0
    def binary(f):
        def act():
            b, a = stack.pop(), stack.pop()
            stack.append(f(a, b))
        return act
    table = {
        "add": binary(lambda a, b: a + b), "sub": binary(lambda a, b: a - b),
            "mul": binary(lambda a, b: a * b),
        "lt": binary(lambda a, b: a < b), "dup": lambda: stack.append(stack[-1]), "pop": lambda: stack.pop(),
        "swap": lambda: stack.extend([stack.pop(), stack.pop()]), "print": lambda: out.append(stack[-1]),
    }
    lines = [line.split() for line in program.strip().splitlines()]
    labels = {words[0][:-1]: i for i, words in enumerate(lines) if words[0].endswith(":")}
    while pc < len(lines):
        name, *args = lines[pc]
        pc += 1
        steps += 1
        if name.endswith(":"):
            continue
        if name == "push":
            stack.append(int(args[0]))
        elif name == "jump":
            pc = labels[args[0]]
        elif name == "branch":
            if stack.pop():
                pc = labels[args[0]]
        else:
            table[name]()
    return out, stack, steps
print(run("push 2\npush 3\nadd\ndup\nmul\nprint"))
print(run("push 1\nloop:\ndup\nadd\nprint\ndup\npush 100\nlt\nbranch loop"))
for bad in "add", "nonsense", "jump nowhere", "push x":
    try:
        run(bad)
    except (IndexError, KeyError, ValueError) as e:
        print(type(e).__name__, e)
