# SPDX-License-Identifier: GPL-3.0-or-later
# A name that a module does not have.
from time import no_such_name
