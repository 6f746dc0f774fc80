# SPDX-License-Identifier: GPL-3.0-or-later
# A module that does not exist.
import no_such_module_at_all
