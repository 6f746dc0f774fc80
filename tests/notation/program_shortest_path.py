# SPDX-License-Identifier: GPL-3.0-or-later
# Paths in a graph of dicts: breadth first, Dijkstra, order of dependencies.
graph = {"a": {"b": 7, "c": 9, "f": 14}, "b": {"c": 10, "d": 15}, "c": {"d": 11, "f": 2}, "d": {"e": 6},
    "f": {"e": 9}, "e": {}, "lonely": {}}
def breadth(start):
    seen, queue = {start: None}, [start]
    while queue:
        node = queue.pop(0)
        for n in graph[node]:
            if n not in seen:
                seen[n] = node
                queue.append(n)
    return seen
def dijkstra(start):
    best, done = {start: (0, [start])}, set()
    while todo := [n for n in best if n not in done]:
        node = min(todo, key=lambda n: best[n][0])
        done.add(node)
        cost, path = best[node]
        for n, w in graph[node].items():
            if n not in best or cost + w < best[n][0]:
                best[n] = cost + w, path + [n]
    return best
print(breadth("a"))
for target, (cost, path) in sorted(dijkstra("a").items()):
    print(target, cost, "->".join(path))
def order(needs):
    out, state = [], {}
    def visit(n):
        if state.get(n) == "done":
            return
        if state.get(n) == "open":
            raise ValueError(f"circle at {n}")
        state[n] = "open"
        for m in needs.get(n, ()):
            visit(m)
        state[n] = "done"
        out.append(n)
    for n in needs:
        visit(n)
    return out
print(order({"run": ["build", "setup"], "build": ["setup"], "test": ["build"]}))
try:
    order({"a": ["b"], "b": ["c"], "c": ["a"]})
except ValueError as e:
    print(e)
