# SPDX-License-Identifier: GPL-3.0-or-later
# Values to text and back, without any module.
def dump(x, indent=0):
    pad = "  " * indent
    if isinstance(x, dict):
        return "{" + ", ".join(f"{dump(k)}: {dump(v, indent + 1)}" for k, v in x.items()) + "}"
    if isinstance(x, (list, tuple)):
        return "[" + ", ".join(dump(v, indent + 1) for v in x) + "]"
    if x is None or isinstance(x, bool):
        return str(x).lower().replace("none", "null")
    if isinstance(x, str):
        return '"' + x.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return repr(x)
def load(text):
    def value(i):
        i = skip(i)
        c = text[i]
        if c == "{":
            out, i = {}, skip(i + 1)
            while text[i] != "}":
                k, i = value(i)
                i = skip(i)
                assert text[i] == ":", f"no colon at {i}"
                out[k], i = value(i + 1)
                i = skip(i)
                if text[i] == ",":
                    i = skip(i + 1)
            return out, i + 1
        if c == "[":
            out, i = [], skip(i + 1)
            while text[i] != "]":
                v, i = value(i)
                out.append(v)
                i = skip(i)
                if text[i] == ",":
                    i = skip(i + 1)
            return out, i + 1
        if c == '"':
            out, i = "", i + 1
            while text[i] != '"':
                if text[i] == "\\":
                    i += 1
                    out += {"n": "\n"}.get(text[i], text[i])
                else:
                    out += text[i]
                i += 1
            return out, i + 1
        for word, meaning in ("null", None), ("true", True), ("false", False):
            if text.startswith(word, i):
                return meaning, i + len(word)
        j = i
        while j < len(text) and text[j] in "+-.0123456789e":
            j += 1
        return (float if "." in text[i:j] or "e" in text[i:j] else int)(text[i:j]), j
    def skip(i):
        while i < len(text) and text[i] in " \n\t":
            i += 1
        return i
    return value(0)[0]
data = {"name": "Ada \"the\" \\ first\n", "list": [1, -2.5, 1e20, True, None, [], {}],
    "é": {"deep": [{"x": 1}]}}
text = dump(data)
print(text, load(text) == data, load(" [ 1 , 2 ] "), sep="\n")
for bad in '{"a" 1}', "[1", "[x]", "":
    try:
        print(load(bad))
    except (AssertionError, IndexError, ValueError) as e:
        print(type(e).__name__, e)
