# Digests, HMAC, keys of passwords: their values, their attributes, what they refuse.
import _hashlib
import _sha1
import _sha3
import _sha512


def show(function, *arguments, **named):
    try:
        result = function(*arguments, **named)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result)


NAMES = sorted(_hashlib.openssl_md_meth_names - {"ripemd160"})
BIG = bytes(range(256)) * 20000
print(NAMES, "ripemd160" in _hashlib.openssl_md_meth_names)
for name in NAMES:
    h = _hashlib.new(name, b"abc")
    length = (20,) if name.startswith("shake") else ()
    print(h.name, h.digest_size, h.block_size, h.digest(*length), h.hexdigest(*length), type(h))
    copy = h.copy()
    h.update(BIG)
    h.update(memoryview(b"xyz"))
    print(h.hexdigest(*length), copy.hexdigest(*length), repr(h).split(" @ ")[0])
    if not length:
        print(_hashlib.hmac_digest(b"key", b"message", name).hex(), _hashlib.hmac_new(b"", digestmod=name).hexdigest())
print(_hashlib.openssl_sha256(BIG).hexdigest() == _hashlib.new("SHA256", BIG).hexdigest(), _hashlib.openssl_md5().hexdigest())
print(_hashlib.openssl_sha1(string=b"a", usedforsecurity=False).hexdigest(), _sha1.sha1(b"a").hexdigest(), _sha512.sha384(b"").hexdigest())
print(_sha3.sha3_256(b"a").hexdigest(), _sha512.sha512(b"a").hexdigest(), _sha3.shake_128(b"a").hexdigest(10), _sha3.shake_256(b"").digest(0))
show(_hashlib.new, "foo")
show(_hashlib.new, 5)
show(_hashlib.new)
show(_hashlib.openssl_md5, "text")
show(_hashlib.openssl_md5, 5)
show(_hashlib.openssl_md5().update, "text")
show(_hashlib.openssl_md5().update, None)
show(_hashlib.openssl_shake_128().digest, -1)
show(_hashlib.openssl_shake_128().digest)
show(_hashlib.openssl_shake_128().digest, "a")
print(_hashlib.openssl_shake_128().digest(length=3), _hashlib.HASHXOF.__mro__, _hashlib.UnsupportedDigestmodError.__mro__)
show(_hashlib.HASH)

m = _hashlib.hmac_new(b"key", b"abc", digestmod=_hashlib.openssl_sha1)
m.update(msg=BIG)
n = m.copy()
n.update(b"more")
print(m.name, m.digest_size, m.block_size, m.hexdigest(), n.digest(), repr(m).split(" @ ")[0], _hashlib.hmac_new(b"k" * 1000, None, "sha256").hexdigest())
show(_hashlib.hmac_new, b"k")
show(_hashlib.hmac_new, b"k", b"m", 5)
show(_hashlib.hmac_new, "k", b"m", "md5")
show(_hashlib.pbkdf2_hmac, "sha1", b"password", b"salt", 2)
show(_hashlib.pbkdf2_hmac, "sha256", b"password", b"salt", 1, 40)
show(_hashlib.pbkdf2_hmac, "sha1", b"password", b"salt", 0)
show(_hashlib.pbkdf2_hmac, "sha1", b"password", b"salt", 1, 0)
show(_hashlib.pbkdf2_hmac, "sha1", "password", b"salt", 1)
show(_hashlib.scrypt, b"password", salt=b"salt", n=16, r=8, p=1, dklen=10)
show(_hashlib.scrypt, b"password", salt=b"salt", n=3, r=8, p=1)
show(_hashlib.scrypt, b"password", n=2, r=8, p=1)
show(_hashlib.scrypt, b"password", salt=b"salt", r=8, p=1)
show(_hashlib.scrypt, b"password", salt=b"salt", n=2, p=1)
show(_hashlib.scrypt, b"password", salt=b"salt", n=2, r=8, p=1, maxmem=-1)
show(_hashlib.scrypt, b"password", salt=b"salt", n=2, r=8, p=1, dklen=0)
for a, b in [("a", "a"), ("a", "b"), ("a", "ab"), (b"a", b"a"), (b"a", bytearray(b"b")), ("é", "é"), ("a", b"a"), (1, 1), ("", "")]:
    show(_hashlib.compare_digest, a, b)
print(_hashlib.get_fips_mode())
