# SPDX-License-Identifier: GPL-3.0-or-later
# refused: host names that are not ASCII are not supported
import socket

socket.socket().connect(("bücher.example", 80))
