# SPDX-License-Identifier: GPL-3.0-or-later
# How exceptions of each kind are made, what they hold and show.
import sys
def t(f,*a):
    try: print(repr(f(*a)))
    except BaseException as e: print(type(e).__name__,e,repr(e),e.args)
for E in [ValueError,KeyError,OSError,SystemExit,StopIteration,ImportError,NameError,AttributeError,SyntaxError,UnicodeError,IndexError,KeyboardInterrupt,MemoryError,BlockingIOError,IndentationError]:
    for a in [(),(1,),('a',),(1,2),(1,'b'),('a','b','c')]:
        try: e=E(*a); print(E.__name__,a,str(e),repr(e),e.args)
        except Exception as x: print(E.__name__,a,'!!',type(x).__name__,x)
e=OSError(2,'No','f'); print(e.errno,e.strerror,e.filename,e.filename2,e.args,str(e),type(e))
e=OSError(17,'x','a',None,'b'); print(e.filename2,str(e),type(e),e.args)
e=OSError('msg'); print(e.errno,e.strerror,e.filename); e.errno=5; print(e.errno,str(e))
for n in (1,2,3,4,10,11,13,17,20,21,32,103,104,110,111,114,115,9999): print(n,type(OSError(n,'x')).__name__)
e=BlockingIOError(11,'x',5); print(e.characters_written,e.args,e.filename)
t(lambda: BlockingIOError(11,'x').characters_written)
e=SystemExit(3); print(e.code); e=SystemExit(1,2); print(e.code); e=SystemExit(); print(e.code)
e=StopIteration(); print(e.value); print(StopIteration(1,2).value)
e=ImportError('m',name='n',path='p'); print(e.msg,e.name,e.path,e); t(lambda: ImportError('a',foo=1))
e=NameError('m',name='n'); print(e.name); e=AttributeError('m',name='n',obj=5); print(e.name,e.obj)
e=SyntaxError('m',('f',1,2,'t')); print(e,e.filename,e.lineno,e.offset,e.text,e.msg,e.end_lineno,e.print_file_and_line)
e=SyntaxError('m',('/a/b.py',1,2,'t',3,4)); print(e,e.end_lineno,e.end_offset,e.args)
t(lambda: SyntaxError('m',('f',1,2))); t(lambda: SyntaxError('m',(1,2,3,4,5)))
e=UnicodeDecodeError('utf-8',b'a\xff',1,2,'bad'); print(e,e.encoding,e.object,e.start,e.end,e.reason,repr(e))
e=UnicodeEncodeError('ascii','aé',1,2,'bad'); print(e); e=UnicodeTranslateError('aé',1,2,'bad'); print(e,e.object,e.reason)
e=UnicodeDecodeError('utf-8',b'abc',0,3,'bad'); print(e)
t(lambda: UnicodeDecodeError('a',1,2,3,'x'))
class A(Exception):
    def __init__(s,x,*,k=1): super().__init__(x,'extra'); s.k=k
e=A(5,k=3); print(e,e.args,e.k,repr(e))
class B(Exception):
    def __init__(s,a): s.a=a
e=B(7); print(e,e.args,repr(e)); t(lambda: B()); t(lambda: B(1,2))
class C(Exception):
    def __str__(s): return 'custom'
print(C(1),repr(C(1)),[C(1)],f'{C(1)}')
class D(OSError): pass
e=D(2,'x','f'); print(e,e.errno,type(e))
class D2(OSError):
    def __init__(s,a): s.q=a
e=D2(5); print(e,e.args,e.errno)
class K(KeyError): pass
print(K('a'),str(K('a','b')))
class Ex(Exception): pass
e=Ex('a'); e.x=1; print(e.x,e.__dict__); e.args=[1,2]; print(e.args,e);
t(lambda: setattr(e,'args',5)); t(lambda: delattr(e,'args'))
e.add_note('n1'); e.add_note('n2'); print(e.__notes__)
try:
    try: 1/0
    except ZeroDivisionError as z: raise ValueError('v') from z
except ValueError as v: print(v.__cause__,v.__context__ is v.__cause__,v.__suppress_context__)
try:
    try: 1/0
    except ZeroDivisionError: raise ValueError('v') from None
except ValueError as v: print(v.__cause__,v.__context__,v.__suppress_context__)
try:
    try: 1/0
    except ZeroDivisionError: int('x')
except ValueError as v: print(v.__context__,v.__cause__,v.__traceback__ is not None,v.__traceback__.tb_lineno,v.__traceback__.tb_next)
e=ValueError('a'); print(e.with_traceback(None) is e); t(lambda: e.with_traceback(5)); t(lambda: setattr(e,'__cause__',5)); t(lambda: setattr(e,'__context__',5)); e.__cause__=KeyError(1); print(e.__suppress_context__); e.__cause__=None
t(lambda: setattr(e,'__traceback__',5))
def raise_(x): raise x
t(lambda: raise_(5)); t(lambda: raise_(int)); t(lambda: raise_(ValueError)); t(lambda: raise_(ValueError('q')))
try: raise ValueError from 5
except TypeError as e: print(e)
try: raise
except RuntimeError as e: print(e)
print(issubclass(ConnectionRefusedError,OSError),TimeoutError.__mro__,IOError is OSError,EnvironmentError is OSError)
print(ValueError.__name__,ValueError.__module__,ValueError,repr(ValueError))
e=ValueError(1)
print(ValueError('a')==ValueError('a'),hash(e)==hash(e),{e:1}[e])
def f():
    try: return 1
    finally: print('fin')
print(f())
print(sys.exc_info())
try: 1/0
except: print(sys.exc_info()[0].__name__,sys.exception())
class M1(ValueError,KeyError): pass
try: raise M1('x')
except KeyError as e: print(type(e).__mro__,e)
class HookRepr:
    def __repr__(s): return 'HR'
print(ValueError(HookRepr()),repr(ValueError(HookRepr())),KeyError(HookRepr()),str(OSError(1,HookRepr())),ValueError(1,HookRepr()))
assert_msg=None
try: assert 1==2,HookRepr()
except AssertionError as e: print(e,repr(e))
try: {}[HookRepr()]
except KeyError as e: print(e)
try: [].x
except AttributeError as e: print(e.name,e.obj,e)
try: undefined_name
except NameError as e: print(e.name,e)
try: import nope_mod
except ImportError as e: print(e.name,e.path,e.msg)
try: from sys import nope
except ImportError as e: print(e.name,e)
try: open('/nope')
except OSError as e: print(e.filename,e.errno,e.strerror)
g=(x for x in [1]); next(g)
try: next(g)
except StopIteration as e: print(e.value,e.args)
