# SPDX-License-Identifier: GPL-3.0-or-later
def __getattr__(name):
    if name == "late":
        return "made when asked for"
    raise AttributeError(f"no {name} here")
