# SPDX-License-Identifier: GPL-3.0-or-later
# Single inheritance, overriding, super().
class Animal:
    legs = 4
    def __init__(self, name):
        self.name = name
    def speak(self):
        return self.name + " makes a sound"
    def twice(self):
        return self.speak() + ", " + self.speak()
class Dog(Animal):
    def speak(self):
        return self.name + " barks"
class Puppy(Dog):
    legs = 4.5
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age
    def speak(self):
        return super().speak() + " softly"
print(Animal("a").twice())
print(Dog("d").twice())
p = Puppy("p", 1)
print(p.twice(), p.age, p.legs, Dog.legs)
print(isinstance(p, Animal), isinstance(p, Dog), issubclass(Puppy, Animal), issubclass(Animal, Dog))
print([c.__name__ for c in Puppy.__mro__], Puppy.__base__.__name__, [c.__name__ for c in Puppy.__bases__])
print(super(Puppy, p).speak(), super(Dog, p).speak())
Animal.legs = 3
print(Dog.legs, Puppy.legs)
class Counter(dict):
    def hit(self, key):
        self[key] = self.get(key, 0) + 1
        return self
print(Counter().hit("a").hit("a").hit("b"))
class Stack(list):
    def push(self, x):
        self.append(x)
s = Stack([1])
s.push(2)
print(s, len(s), s == [1, 2], type(s).__name__)
