# A package for import_names.py.
