# SPDX-License-Identifier: GPL-3.0-or-later
where = __package__, __name__
