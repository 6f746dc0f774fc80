# SPDX-License-Identifier: GPL-3.0-or-later
# Notes stand behind the message.
e = ValueError("message")
e.add_note("a note")
e.add_note("another\nof two lines")
raise e
