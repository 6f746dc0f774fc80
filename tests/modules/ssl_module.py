# Functions, constants and errors of ssl and _ssl.
import ssl
import _ssl
from _certificates import path, show

MADE_FOR = {"_OPENSSL_API_VERSION", "OPENSSL_VERSION", "OPENSSL_VERSION_INFO", "OPENSSL_VERSION_NUMBER",
            "err_codes_to_names", "err_names_to_codes", "lib_codes_to_names"}
for name in sorted(set(dir(_ssl)) - MADE_FOR):
    value = getattr(_ssl, name)
    if name[:2] != "__":
        print(name, value if isinstance(value, (int, str, tuple)) else type(value).__name__)
print(sorted(name for name in dir(ssl) if name[:2] != "__"))
for error in (ssl.SSLError, ssl.SSLZeroReturnError, ssl.SSLWantReadError, ssl.SSLWantWriteError, ssl.SSLSyscallError, ssl.SSLEOFError,
              ssl.SSLCertVerificationError):
    print(error, error.__module__, error.__qualname__, error.__mro__)
    for made in (error(), error("a"), error(1, "text"), error(1, 2), error(1, "a", "b")):
        print(str(made), repr(made), made.errno, made.strerror, made.args)


class Mine(ssl.SSLError):
    pass


print(str(Mine(3, "mine")), Mine.__str__ is ssl.SSLError.__str__)
for count in (0, 1, 16, 1000):
    print(len(ssl.RAND_bytes(count)))
for arguments in ((-1,), ("x",), (2.5,), ()):
    show(ssl.RAND_bytes, *arguments)
for arguments in (("text", 1.0), (b"bytes", 1), (bytearray(b"x"), 0.5), (3, 1.0), ("x", "y")):
    show(ssl.RAND_add, *arguments)
print(ssl.RAND_status(), ssl.RAND_bytes(16) != ssl.RAND_bytes(16))
for text in ("1.3.6.1.5.5.7.3.1", "serverAuth", "TLS Web Server Authentication", "nothing", "1.2.3.4.5", 3, "a\0"):
    show(_ssl.txt2obj, text)
    show(_ssl.txt2obj, text, name=True)
for number in (1, 129, 0, -1, 10000000, "x"):
    show(_ssl.nid2obj, number)
print(ssl.Purpose.SERVER_AUTH, ssl._ASN1Object("1.3.6.1.5.5.7.3.2"), ssl._ASN1Object.fromnid(129), ssl._ASN1Object.fromname("serverAuth"))
print(type(ssl.OPENSSL_VERSION), ssl.OPENSSL_VERSION_INFO[0] == ssl.OPENSSL_VERSION_NUMBER >> 28, len(ssl.OPENSSL_VERSION_INFO))
print(_ssl.get_default_verify_paths()[::2], type(ssl.get_default_verify_paths()).__name__)
for name in ("ca.pem", "localhost.pem", "other.pem", "client.pem", "expired.pem"):
    print(_ssl._test_decode_cert(path(name)))
show(_ssl._test_decode_cert, "/no/such/file")
show(_ssl._test_decode_cert, "/dev/null")
show(_ssl._test_decode_cert, 3)
show(ssl.SSLSession)
show(_ssl.Certificate)
print(ssl.cert_time_to_seconds("Jan  1 00:00:00 2120 GMT"), ssl.get_protocol_name(ssl.PROTOCOL_TLS_CLIENT))
print(ssl.DER_cert_to_PEM_cert(ssl.PEM_cert_to_DER_cert(open(path("ca.pem")).read())) == open(path("ca.pem")).read())
