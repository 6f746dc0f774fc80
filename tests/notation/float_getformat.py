# How C keeps a float: what libraries ask before they read bytes as one.
for kind in "double", "float":
    print(kind, float.__getformat__(kind))
for wrong in "half", 1, None:
    try:
        float.__getformat__(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
