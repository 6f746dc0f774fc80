# What a module that was there before any program says of where it came from.
import importlib._bootstrap
import os

print(os.__spec__.origin, sorted(vars(os.__spec__.loader_state)))
