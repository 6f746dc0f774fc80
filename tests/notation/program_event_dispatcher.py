# SPDX-License-Identifier: GPL-3.0-or-later
# Callbacks registered by decorators, with errors on the way.
class Dispatcher:
    def __init__(self):
        self.handlers = {}
    def on(self, *names, priority=0):
        def register(f):
            for name in names:
                self.handlers.setdefault(name, []).append((priority, f))
                self.handlers[name].sort(key=lambda pair: -pair[0])
            return f
        return register
    def fire(self, name, /, *args, **kwargs):
        results = []
        for _, handler in self.handlers.get(name, []):
            try:
                results.append(handler(*args, **kwargs))
            except StopIteration as e:
                results.append(("stopped", e.value))
                break
            except Exception as e:
                results.append(e)
        return results
events = Dispatcher()
@events.on("open", "close")
def log(*args, **kwargs):
    return args, kwargs
@events.on("open", priority=10)
def first(port, host="localhost"):
    return f"{host}:{port}"
@events.on("data")
def upper(data): return data.upper()
@events.on("data", priority=-1)
def never(data): return "never after stop"
@events.on("data", priority=0)
def stop(data):
    if data == "stop":
        raise StopIteration("enough")
    return len(data)
print(events.fire("open", 80), events.fire("open", 80, host="h"), events.fire("close"),
    events.fire("nothing"))
print(events.fire("data", "abc"), events.fire("data", "stop"), events.fire("data", 5), events.fire("open"))
print([f.__name__ for _, f in events.handlers["open"]], sorted(events.handlers))
