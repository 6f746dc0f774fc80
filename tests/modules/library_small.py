# SPDX-License-Identifier: GPL-3.0-or-later
# Small modules of the library that programs of mail and of the shell import.
import warnings

warnings.simplefilter("ignore")
import colorsys
import imghdr
import io
import mailcap
import pipes
import rlcompleter
import sndhdr
import tempfile

t = pipes.Template()
t.append("tr a-z A-Z", "--")
with tempfile.TemporaryDirectory() as folder:
    f = t.open(folder + "/pipefile", "w")
    f.write("hello world")
    f.close()
    print(open(folder + "/pipefile").read())
print(imghdr.what(None, b"\x89PNG\r\n\x1a\n"), imghdr.what(None, b"GIF89a"), imghdr.what(None, b"?"))
print(mailcap.findmatch({"video/mpeg": [{"view": "xmpeg %s"}]}, "video/mpeg", filename="tmp1223"))
print(colorsys.rgb_to_hsv(0.2, 0.4, 0.4), pipes.quote("a b"), callable(sndhdr.what))
print(rlcompleter.Completer({"alpha": 1}).complete("alp", 0))
