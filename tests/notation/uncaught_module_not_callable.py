# SPDX-License-Identifier: GPL-3.0-or-later
# A module called like a class.
import socket
s = socket(socket.AF_INET, socket.SOCK_STREAM)
