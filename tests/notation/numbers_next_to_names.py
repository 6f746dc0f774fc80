# SPDX-License-Identifier: GPL-3.0-or-later
# Spaces that need not be there.
x=5;y=2
print(x+y,x-y,x*y,x**y,x//y,x%y,-x,+x,~x,x<y,x>y,x==y,x!=y)
print(x if x>y else y,[x,y],{x:y},(x,y),{x,y})
print(x if y else 2)
if(x>1):print("paren")
for i in(1,2):print(i)
while(x>4):x-=1
print(x)
def f(a,b=1,*c,**d):return(a,b,c,d)
print(f(1,2,3,k=4),f( 1 , b = 2 ))
print( [ 1 , 2 ] [ 0 ] , { 'a' : 1 } [ 'a' ] , "abc" [ 1 : ] )
assert(x),"message"
def g ( ) : return x
print (g ( ))
x .real
print(x . real, "a" . upper ( ))
a=b=c=0;a+=1;print(a,b,c)
print(0xf or 10)
