print("inner of", __package__, "as", __name__)
