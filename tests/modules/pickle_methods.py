# Methods of built-in classes are pickled as attributes of these.
import collections
import pickle

for method in str.upper, list.append, dict.__getitem__, int.__add__, collections.deque.append, object.__repr__:
    print(method.__reduce__())
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(method, protocol)) is method, (method, protocol)
print(pickle.loads(pickle.dumps(str.upper))("text"), pickle.loads(pickle.dumps([1, 1].count))(1))
