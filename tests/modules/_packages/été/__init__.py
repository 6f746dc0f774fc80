from . import île
from .île import x
