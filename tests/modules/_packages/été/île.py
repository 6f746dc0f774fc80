x = 1
print(__name__, __package__)
