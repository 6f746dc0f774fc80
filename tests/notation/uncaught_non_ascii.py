# SPDX-License-Identifier: GPL-3.0-or-later
# A message beyond ASCII.
raise ValueError("à bientôt €")
