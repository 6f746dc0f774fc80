# SPDX-License-Identifier: GPL-3.0-or-later
# __slots__ in all its kinds, and the descriptors of slots.
def told(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, repr(error.__cause__) if error.__cause__ else "")


class S: __slots__ = ('a', '__b')
class C: pass
for sl in [('a','a'),(1,),('1',),'__dict__',('__dict__','__dict__'),('__weakref__','__weakref__'),'',5,None,('__slots__',),('x',)]:
    told(lambda: type('X',(),{'__slots__':sl,'x':1}))
told(lambda: type('X',(C,),{'__slots__':('__dict__',)}))
told(lambda: type('X',(C,),{'__slots__':('__weakref__',)}))
told(lambda: type('X',(int,),{'__slots__':('a',)}))
told(lambda: type('X',(int,),{'__slots__':('__weakref__',)}))
told(lambda: type('X',(int,),{'__slots__':('__dict__',)})(3).__dict__)
told(lambda: type('X',(str,),{'__slots__':('a',)})('3').a)
told(lambda: type('X',(S,type('Y',(),{'__slots__':('q',)})),{}))
class M3(type):
    def mro(c): return [c,1]
told(lambda: M3('X',(),{}))
class M3(type):
    def mro(c): return [c,int]
told(lambda: M3('X',(),{}))
class M3(type):
    def mro(c): return 5
told(lambda: M3('X',(),{}))
told(lambda: S.a.__get__(1))
told(lambda: S.a.__set__(1,2))
print(S.a.__objclass__, S.a.__name__, S.a.__qualname__, S.a.__doc__)
