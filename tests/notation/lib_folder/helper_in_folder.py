# SPDX-License-Identifier: GPL-3.0-or-later
# Imported by a module of the same folder.
value = "helper"
