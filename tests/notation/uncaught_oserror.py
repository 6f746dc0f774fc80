# SPDX-License-Identifier: GPL-3.0-or-later
# The last line of an OSError subclass.
raise ConnectionRefusedError(111, "Connection refused")
