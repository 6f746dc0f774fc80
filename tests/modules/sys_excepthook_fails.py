# SPDX-License-Identifier: GPL-3.0-or-later
# A hook that fails is shown, then the exception that it was to show.
import sys
def hook(t, v, tb):
    raise ValueError('in hook')
sys.excepthook = hook
1/0
