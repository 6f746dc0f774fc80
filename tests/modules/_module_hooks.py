here = 1
_asked = []


def __getattr__(name):
    _asked.append(name)
    if name == "lazy":
        return "made"
    if name == "broken":
        raise ValueError("broken")
    raise AttributeError(f"no {name} here")


def __dir__():
    return ["z", "here", "lazy"]
