# SPDX-License-Identifier: GPL-3.0-or-later
# GeneratorExit raised by hand.
raise GeneratorExit("out")
