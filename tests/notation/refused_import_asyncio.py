# refused: No module named
# SPDX-License-Identifier: GPL-3.0-or-later
# A module that causette does not carry.
print("before")
import asyncio
