# How deep values may nest before json gives up, to the level.
import _json
class C:
    strict=True; object_hook=None; object_pairs_hook=None; parse_float=float; parse_int=int; parse_constant=None
scan=_json.make_scanner(C())
def ok(n):
    try: scan("["*n+"]"*n,0); return True
    except RecursionError: return False
enc=_json.make_encoder({},None,_json.encode_basestring_ascii,None,":",",",False,False,True)
def ok2(n):
    v=[]
    for i in range(n): v=[v]
    try: enc(v,0); return True
    except RecursionError: return False
print(max(n for n in range(900,1010) if ok(n)), max(n for n in range(900,1010) if ok2(n)))
