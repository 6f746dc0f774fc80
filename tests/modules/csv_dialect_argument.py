# A dialect is given by its place or by its name, and not by both.
import csv
import io


class Semicolons(csv.excel):
    delimiter = ";"


def shown(call, *args, **keywords):
    try:
        result = call(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return result if result is None else result.dialect.delimiter


print(list(csv.reader(["a;b"], dialect=Semicolons)), list(csv.reader(["a;b"], dialect=None, delimiter=";")))
out = io.StringIO()
csv.writer(out, dialect=Semicolons()).writerow([1, 2])
print(repr(out.getvalue()))
for call, first in (csv.reader, []), (csv.writer, out), (csv.register_dialect, "ours"):
    print(call.__name__)
    print(shown(call), shown(call, first, "excel", 3), shown(call, iterable=first))
    print(shown(call, first, Semicolons, dialect="excel"))
    print(shown(call, first, dialect="unknown"), shown(call, first, nothing=1))
    print(shown(call, first, dialect=Semicolons), shown(call, first, Semicolons, delimiter=":"))
print(csv.get_dialect("ours").delimiter, shown(csv.register_dialect, 1))
