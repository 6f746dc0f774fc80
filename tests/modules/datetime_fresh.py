# datetime is imported anew, with _datetime and without it, whichever of them comes first.
import pickle
import sys


def forget():
    for name in "datetime", "_datetime", "_strptime":
        sys.modules.pop(name, None)


forget()
import _datetime
import datetime
print(_datetime.date is datetime.date, _datetime.UTC is datetime.UTC, sorted(set(dir(_datetime)) & set(datetime.__all__)))
print(datetime.date(2026, 12, 1).isocalendar()[:], datetime.timedelta(days=1) // 7)
first = datetime
forget()
import datetime
import _datetime
print(_datetime.timedelta is datetime.timedelta, datetime is first)
moment = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
print(pickle.loads(pickle.dumps(moment)) == moment, datetime.datetime.strptime("1/2", "%d/%m"))
forget()
sys.modules["_datetime"] = None
import datetime
print(datetime.date(2026, 12, 1).isoformat(), "_DAYNAMES" in dir(datetime))
try:
    import _datetime
except ModuleNotFoundError as error:
    print(error, error.name)
