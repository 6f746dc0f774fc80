# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates for the programs that speak TLS, their keys, and what several of them do. The keys guard nothing.

All are valid from 2020 to 2120, but `expired`, whose time was over in 2021. `locked` is the key of `localhost`
behind the password "secret".
"""
import atexit
import os
import ssl
import tempfile

TEXTS = {}
TEXTS["ca.pem"] = """\
-----BEGIN CERTIFICATE-----
MIIBmDCCAT2gAwIBAgIBATAKBggqhkjOPQQDAjAyMRcwFQYDVQQKDA5jYXVzZXR0
ZSB0ZXN0czEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAw
WhgPMjEyMDAxMDEwMDAwMDBaMDIxFzAVBgNVBAoMDmNhdXNldHRlIHRlc3RzMRcw
FQYDVQQDDA5UZXN0IEF1dGhvcml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BDeR75w5BBOXYI+RUF5LHbyE6rP+uoVv9ik+6/SbE14aFxJQ7Fa3mq2dTbFuQ4p8
SqFXVOnj6K1n6Mie67fK2SWjQjBAMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/
BAQDAgEGMB0GA1UdDgQWBBSg6i/eHUQ49pUVDIazWbeD1WTUUTAKBggqhkjOPQQD
AgNJADBGAiEAiQE2rxqbqwBjvet8PLgkYwx1wkRKNr9ba9bh83K4phsCIQD6x1FE
9Te4IHkROFOKJccHi9C1UKNr2ACq1rgpv/Ppgg==
-----END CERTIFICATE-----
"""
TEXTS["localhost.pem"] = """\
-----BEGIN CERTIFICATE-----
MIIB8DCCAZWgAwIBAgIBAjAKBggqhkjOPQQDAjAyMRcwFQYDVQQKDA5jYXVzZXR0
ZSB0ZXN0czEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAw
WhgPMjEyMDAxMDEwMDAwMDBaMC0xFzAVBgNVBAoMDmNhdXNldHRlIHRlc3RzMRIw
EAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASwKsjY
qFCf577vN5+KpYieqKDQO5MBEywmzL9k5BScnl6S1F+KqWNbiPW45IchtJAGuWQ0
1QgC1mkHGEIojXHYo4GeMIGbMCwGA1UdEQQlMCOCCWxvY2FsaG9zdIcEfwAAAYcQ
AAAAAAAAAAAAAAAAAAAAATATBgNVHSUEDDAKBggrBgEFBQcDATAJBgNVHRMEAjAA
MAsGA1UdDwQEAwIHgDAdBgNVHQ4EFgQUx1ymo7js7uf+FsBZsDnY/xsupnUwHwYD
VR0jBBgwFoAUoOov3h1EOPaVFQyGs1m3g9Vk1FEwCgYIKoZIzj0EAwIDSQAwRgIh
AK2e7Md51D8e+edXCXnIxR9Kn8Zc7+7zzmnP28R9mYJyAiEAzXO7uc2dZ0OvJtVJ
4afaFYFUket2T7QNN9+xRHKQYl4=
-----END CERTIFICATE-----
"""
TEXTS["localhost.key"] = """\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIGuxsu0za9xwzI813zHTkPq/RTiDPR9hBciip3Y6NX7boAoGCCqGSM49
AwEHoUQDQgAEsCrI2KhQn+e+7zefiqWInqig0DuTARMsJsy/ZOQUnJ5ektRfiqlj
W4j1uOSHIbSQBrlkNNUIAtZpBxhCKI1x2A==
-----END EC PRIVATE KEY-----
"""
TEXTS["other.pem"] = """\
-----BEGIN CERTIFICATE-----
MIIB/DCCAaKgAwIBAgIBAzAKBggqhkjOPQQDAjAyMRcwFQYDVQQKDA5jYXVzZXR0
ZSB0ZXN0czEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAw
WhgPMjEyMDAxMDEwMDAwMDBaMDUxFzAVBgNVBAoMDmNhdXNldHRlIHRlc3RzMRow
GAYDVQQDDBFlbHNld2hlcmUuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABOH3q+qqzzMLEX5qxgPA5Nrpp4Z+vtqesk/72PhxFrf9iMckcQpq+jClQ/oz
Hpnd3vI3niQf7DM6mJMEGqgHOfOjgaMwgaAwMQYDVR0RBCowKIIRZWxzZXdoZXJl
LmV4YW1wbGWCEyouZWxzZXdoZXJlLmV4YW1wbGUwEwYDVR0lBAwwCgYIKwYBBQUH
AwEwCQYDVR0TBAIwADALBgNVHQ8EBAMCB4AwHQYDVR0OBBYEFAJiWRadydkwihpW
7b2O03KCHBMKMB8GA1UdIwQYMBaAFKDqL94dRDj2lRUMhrNZt4PVZNRRMAoGCCqG
SM49BAMCA0gAMEUCIBoY2bBQk+85ANIcGZnG4V6+jsU80sEN7V5T8WM8/g82AiEA
6lI/Ia+iOR+u6UljhnrcIEKy5dJXQHs7PKrhAbIu2dk=
-----END CERTIFICATE-----
"""
TEXTS["other.key"] = """\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIOKPS2hExg8eH653gn2YyUVyUvcDS7+DmA8r4fh3uVg4oAoGCCqGSM49
AwEHoUQDQgAE4fer6qrPMwsRfmrGA8Dk2umnhn6+2p6yT/vY+HEWt/2IxyRxCmr6
MKVD+jMemd3e8jeeJB/sMzqYkwQaqAc58w==
-----END EC PRIVATE KEY-----
"""
TEXTS["client.pem"] = """\
-----BEGIN CERTIFICATE-----
MIIB5jCCAYugAwIBAgIBBDAKBggqhkjOPQQDAjAyMRcwFQYDVQQKDA5jYXVzZXR0
ZSB0ZXN0czEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAw
WhgPMjEyMDAxMDEwMDAwMDBaMCsxFzAVBgNVBAoMDmNhdXNldHRlIHRlc3RzMRAw
DgYDVQQDDAd2aXNpdG9yMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEPOAmCMzN
2NGJCYqc2BM+Aerh8wqVHwbLjF0PRbnG8E6BngP8ZD8QXPYWEp8iaKl/LsTWS/xK
sl2ezo2CDU57tKOBljCBkzAkBgNVHREEHTAbgRl2aXNpdG9yQGVsc2V3aGVyZS5l
eGFtcGxlMBMGA1UdJQQMMAoGCCsGAQUFBwMCMAkGA1UdEwQCMAAwCwYDVR0PBAQD
AgeAMB0GA1UdDgQWBBTbMvDch99Q9NUt1qdXB+oV12mTAzAfBgNVHSMEGDAWgBSg
6i/eHUQ49pUVDIazWbeD1WTUUTAKBggqhkjOPQQDAgNJADBGAiEAg+6OF/nS+1GW
vTusO7ZvFL4GPd5aFl1TqMHI9eZYnucCIQCC2nJCVBpSwflxRnWkxHiCRqjC3im/
u7UTgwlel1JI9Q==
-----END CERTIFICATE-----
"""
TEXTS["client.key"] = """\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEINB0VFuCtwDyU5yN8loksiZDQEnCnQ9lRynxzflQkW5foAoGCCqGSM49
AwEHoUQDQgAEPOAmCMzN2NGJCYqc2BM+Aerh8wqVHwbLjF0PRbnG8E6BngP8ZD8Q
XPYWEp8iaKl/LsTWS/xKsl2ezo2CDU57tA==
-----END EC PRIVATE KEY-----
"""
TEXTS["expired.pem"] = """\
-----BEGIN CERTIFICATE-----
MIIB1TCCAXugAwIBAgIBBTAKBggqhkjOPQQDAjAyMRcwFQYDVQQKDA5jYXVzZXR0
ZSB0ZXN0czEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwHhcNMjAwMTAxMDAwMDAw
WhcNMjEwMTAxMDAwMDAwWjAtMRcwFQYDVQQKDA5jYXVzZXR0ZSB0ZXN0czESMBAG
A1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1h9m41lD
GJkVITLuu9dmL78XGjm2AU4KUAi15oS/M1RCe1pNH9Pn3IpxihSQMC2V53cGSf7G
f+HmvId85Gyb26OBhjCBgzAUBgNVHREEDTALgglsb2NhbGhvc3QwEwYDVR0lBAww
CgYIKwYBBQUHAwEwCQYDVR0TBAIwADALBgNVHQ8EBAMCB4AwHQYDVR0OBBYEFAlS
iOuk7rUO1yf9ps5cnD4yBwgiMB8GA1UdIwQYMBaAFKDqL94dRDj2lRUMhrNZt4PV
ZNRRMAoGCCqGSM49BAMCA0gAMEUCIGfYtPKfP+FWHsN/JsECCcUPluH05Gjfwcus
3hAG2YuSAiEAxpsqZKefeEKPk13F7djq6bh3Kx4BOUQjTHJgfIx76bs=
-----END CERTIFICATE-----
"""
TEXTS["expired.key"] = """\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIJQ2MaBDShRQlHlN3/MG4RJB11e2zo/DkjfF8xwFnE4koAoGCCqGSM49
AwEHoUQDQgAE1h9m41lDGJkVITLuu9dmL78XGjm2AU4KUAi15oS/M1RCe1pNH9Pn
3IpxihSQMC2V53cGSf7Gf+HmvId85Gyb2w==
-----END EC PRIVATE KEY-----
"""
TEXTS["locked.key"] = """\
-----BEGIN EC PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: AES-256-CBC,F55434ED2DD1BAC01211A1DF4076EE22

F0r6yxW8BoF3MNE6waUdd1QVEhcSqJTR9fL8EOrEMIOhqQtn7R3QJAk9dg74IW/3
28xCezONwf+RasrXhX4eToS2Qix7RLXsKRbL7h7O0MZnlnPiKcLE3fFQyH8xnq1/
VtnNDvQpmx+ImHh3N1ioRSbqf/vpZ/jdAMv68jexZJc=
-----END EC PRIVATE KEY-----
"""

_folder = tempfile.TemporaryDirectory()
atexit.register(_folder.cleanup)
for _name, _text in TEXTS.items():
    with open(os.path.join(_folder.name, _name), "w") as _file:
        _file.write(_text)


def path(name):
    """The file of this name: "ca.pem"."""
    return os.path.join(_folder.name, name)


def server_context(name="localhost"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path(name + ".pem"), path(name + ".key"))
    return context


def client_context():
    return ssl.create_default_context(cafile=path("ca.pem"))


def joined(client, server, name="localhost"):
    """Two objects over memory, and what their handshake came to: ends of a connection, or an error of each."""
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [client.wrap_bio(to_client, to_server, server_hostname=name),
            server.wrap_bio(to_server, to_client, server_side=True)]
    results = ["waits", "waits"]
    for _ in range(8):
        for i, end in enumerate(ends):
            if results[i] == "waits":
                try:
                    end.do_handshake()
                    results[i] = "done"
                except ssl.SSLWantReadError:
                    pass
                except ssl.SSLError as error:
                    results[i] = f"{type(error).__name__}: {error}"
    return ends, results


def show(function, *arguments, **named):
    try:
        result = repr(function(*arguments, **named))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result)
