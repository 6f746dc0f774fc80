# SPDX-License-Identifier: GPL-3.0-or-later
# Built-in functions over files, iterators and hooks of the program's own.
import sys
class W:
    def __init__(s): s.l=[]
    def write(s,t): s.l.append(t); return len(t)
    def flush(s): s.l.append('FLUSH')
w=W(); print(1,'a',[2],sep='',end='!',file=w,flush=True); print(file=w); print('x',None,file=w); print(w.l)
class N: 
    def write(s,t): raise ValueError('nope')
try: print(1,file=N())
except ValueError as e: print(e)
class R:
    def __str__(s): raise KeyError('in str')
try: print('before',R(),'after')
except KeyError as e: print(); print('caught',e)
class S:
    def __str__(s): return 'str'
    def __repr__(s): return 'repr'
print(S(),[S()],S(),sep=' / ')
class B:
    def __str__(s): return 5
try: print(B())
except TypeError as e: print(e)
old=sys.stdout; sys.stdout=w; print('to w'); sys.stdout=old; print(w.l[-2:])
sys.stdout=None; print('nothing'); sys.stdout=old
try: print(1,sep=b'')
except TypeError as e: print(e)
print(1,sep=None,end=None); print()
print(*[1,2],*(3,),sep=',')
print(end=''); print('',end='\n\n'); print('',''); print(sep='x')
class In:
    def __init__(s,l): s.l=l
    def readline(s): return s.l.pop(0) if s.l else ''
sys.stdin=In(['one\n','two','\n'])
print(repr(input('p> ')),repr(input()),repr(input(5)))
try: input()
except EOFError as e: print(e)
sys.stdin=None
try: input()
except RuntimeError as e: print(e)
del sys.stdin
try: input()
except RuntimeError as e: print(e)
print(min([3,1,2]),max('abc'),min(3,1),max([1,2],key=lambda x:-x),min([],default=7),max({1:2,3:4}),min(x for x in [3,2]),max([[1],[2]]),max(1,2.5),min('b','a'),max((),default=None))
try: min([])
except ValueError as e: print(e)
try: max(x for x in [])
except ValueError as e: print(e)
nan=float('nan'); print(min([nan,1]),min([1,nan]),max(nan,1),max({1},{2},{1,2}))
print(any([]),all([]),any(x>1 for x in [1,2]),all({}),any('a'),all([1,[],2]))
class T:
    def __init__(s,v): s.v=v
    def __bool__(s): print('bool',s.v); return s.v
print(any([T(False),T(True),T(True)]),all([T(True),T(False),T(True)]))
print(list(filter(lambda x:x%2,range(5))),list(filter(None,[0,1,'',2])),list(filter(T,[1,0])))
it=map(lambda x:1//x,[1,0,2]); print(next(it))
try: next(it)
except ZeroDivisionError as e: print(e)
print(next(it)); print(list(it))
z=zip([1,2,3],iter([4,5])); print(next(z),list(z)); print(list(zip()),list(zip([1,2])))
e=enumerate(['a'],start=10**20); print(next(e)); print(list(e))
print(list(reversed([1,2,3])),list(reversed('abc')),list(reversed(range(1,10,3))),list(reversed({1:2,3:4})),list(reversed((1,))),list(reversed(b'ab')))
class Rv:
    def __reversed__(s): return 'anything'
print(reversed(Rv()))
class NoRev: __reversed__=None
try: reversed(NoRev())
except TypeError as e: print(e)
class Sq:
    def __len__(s): return 3
    def __getitem__(s,i): 
        print('get',i)
        return i*i
print(list(reversed(Sq())))
class It:
    def __init__(s): s.n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>3: raise StopIteration('done')
        return s.n
print(list(It()),[*It()],sum(It()),max(It()),list(zip(It(),It())),list(enumerate(It())),dict(zip('abc',It())))
i=It(); print(next(i),next(i),next(i),next(i,'default'))
try: next(i)
except StopIteration as e: print(e.value)
print(iter([1]).__next__(),list(iter(iter([1,2]))))
c=iter([1,2,3].pop,1); print(list(c),next(c,'end'))
print(type(iter([])),type(iter(It())),callable(It),callable(It()),callable(len),callable(lambda:0))
print(id(print)==id(print),hash('a')==hash('a'),hash(1.0)==hash(1),hash((1,2))==hash((1,2)))
print(dir(It())[-3:],sorted(vars(i)),'n' in dir(i))
class D:
    def __dir__(s): return ['z','a']
print(dir(D()))
print(format(3.14159,'.2f'),format('a','>3'),format(5),format(None),format([1]))
class F:
    def __format__(s,spec): return 'F'+spec
print(format(F(),'abc'),f'{F():xy}','{:q}'.format(F()))
print(chr(0x1F600),ord('é'),ascii('é😀\n'),repr('é\n'))
print(isinstance(True,int),issubclass(bool,int),isinstance(It,type),isinstance(None,type(None)))
print(getattr(It,'__name__'),getattr(i,'zz','dflt'),hasattr(i,'n'))
setattr(i,'q w',1); print(getattr(i,'q w')); delattr(i,'q w'); print(hasattr(i,'q w'))
class G:
    def __getattr__(s,n): 
        if n=='bad': raise ValueError('x')
        raise AttributeError(n)
print(getattr(G(),'a',1),hasattr(G(),'b'))
try: hasattr(G(),'bad')
except ValueError as e: print('VE',e)
print(eval('1+1'),eval('x',{'x':5}),eval('[y for y in range(3)]'))
exec('def ff():\n  return 42\nprint(ff())')
exec("print(__name__)")
ns={}; exec('a=1\nb=a+1',ns); print(ns['b'],sorted(k for k in ns if k!='__builtins__'))
def loc():
    v=5
    return eval('v+1'),sorted(locals())
print(loc())
print(globals()['__name__'],'loc' in globals())
