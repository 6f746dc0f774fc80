# A module without functions goes with its last name, a file that was left open is written.
import _del_order_at_exit
import sys

a = _del_order_at_exit.D(b"a\n")
sys.causette = _del_order_at_exit.D(b"of sys\n")
left = {"b": _del_order_at_exit.D(b"b\n")}
left["self"] = left
