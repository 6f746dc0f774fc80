# Code that names no builtin does not mind that its globals have none.
space = {"double": lambda x: x * 2, "__builtins__": {}}
print(eval("lambda a, b=3: double(a) + b", space)(4))
exec("y = [double(n) for n in (1, 2)]", space)
print(space["y"])
