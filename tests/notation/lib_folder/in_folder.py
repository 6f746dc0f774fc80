# SPDX-License-Identifier: GPL-3.0-or-later
# Found only through sys.path.
import helper_in_folder as helper
where = "in the folder"
