# The module of one digest, without hashlib before it, as random imports it for seeds that are texts.
from _sha512 import sha512
print(sha512(b"abc").hexdigest()[:20], sha512().digest_size)
from _sha3 import sha3_256, shake_128
print(sha3_256(b"abc").name, shake_128(b"abc").hexdigest(4))
from _md5 import md5
from _sha1 import sha1
from _sha256 import sha256
print(md5(b"abc").hexdigest(), sha1(b"abc").digest()[:4], sha256(b"abc").copy().hexdigest()[:8])
import random
print(random.Random("a text").random(), random.Random(b"bytes").random())
