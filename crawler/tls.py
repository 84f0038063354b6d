"""TLS that verifies every certificate, says what is wrong with it, and goes on all the same."""

# ruff: noqa: N802, N803 - these names are Twisted's
import ssl
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from OpenSSL import SSL
from OpenSSL.crypto import X509
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from archive.domain.addresses import literal
from archive.domain.captures import TlsFacts

# OpenSSL's X509_V_ERR_* numbers (x509_vfy.h).
_EXPIRED = {10}
_NOT_YET_VALID = {9}
_SELF_SIGNED = {18}
_UNKNOWN_CA = {2, 19, 20, 21, 27}

_OP_LEGACY_SERVER_CONNECT = 0x4
# Old servers are sources too: nothing secret is sent, and what is weak shows in the facts kept.
_CIPHERS = b"DEFAULT:@SECLEVEL=0"


class Handshake:
    """What OpenSSL had to say about one connection's certificates."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.errors: set[int] = set()

    def note(self, _connection: SSL.Connection, _certificate: X509, error: int, _depth: int, _ok: int) -> bool:
        """OpenSSL's verify callback: remember the error, and let the handshake go on."""
        if error:
            self.errors.add(error)
        return True


# Twisted keeps its own object as a connection's app data.
_handshakes: WeakKeyDictionary[SSL.Connection, Handshake] = WeakKeyDictionary()


@implementer(IOpenSSLClientConnectionCreator)
class _NotingConnections:
    def __init__(self, context: SSL.Context, host: str) -> None:
        self._context = context
        self._host = host

    def clientConnectionForTLS(self, tlsProtocol: Any) -> SSL.Connection:  # noqa: ARG002 - Twisted's signature
        connection = SSL.Connection(self._context, None)
        if literal(self._host) is None:
            connection.set_tlsext_host_name(self._host.encode("ascii"))
        handshake = Handshake(self._host)
        _handshakes[connection] = handshake
        connection.set_verify(SSL.VERIFY_PEER, handshake.note)
        return connection


@implementer(IPolicyForHTTPS)
class NotingPolicy:
    """Twisted's policy for https: one context for all hosts, a Handshake for each connection."""

    def __init__(self) -> None:
        self._context = _context()

    def creatorForNetloc(self, hostname: bytes, port: int) -> _NotingConnections:  # noqa: ARG002 - Twisted's signature
        return _NotingConnections(self._context, hostname.decode("ascii"))


def facts(connection: SSL.Connection) -> TlsFacts:
    """What the finished handshake of a connection made under NotingPolicy showed."""
    handshake = _handshakes[connection]
    certificate = connection.get_peer_certificate(as_cryptography=True)
    return TlsFacts(
        version=connection.get_protocol_version_name(),
        cipher=connection.get_cipher_name() or "",
        problem=_problem(handshake, certificate),
        **_described(certificate),
    )


def problem(errors: Collection[int], *, right_host: bool) -> str | None:
    """The one problem to tell, of OpenSSL's verify errors and the host: expired before wrong host before unknown."""
    seen = set(errors)
    if seen & _EXPIRED:
        return "expired"
    if seen & _NOT_YET_VALID:
        return "not-yet-valid"
    if not right_host:
        return "wrong-host"
    if seen & _SELF_SIGNED:
        return "self-signed"
    if seen & _UNKNOWN_CA:
        return "unknown-ca"
    return "invalid" if seen else None


def names_host(certificate: x509.Certificate, host: str) -> bool:
    """Whether a certificate is for `host` (RFC 9525 section 6: subjectAltName only, `*` for one whole first label).

    Own rule, since service_identity refuses host names with an underscore, which the web has.
    """
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    address = literal(host)
    if address is not None:
        return address in names.get_values_for_type(x509.IPAddress)
    wanted = host.rstrip(".").lower()
    _, _, parent = wanted.partition(".")
    patterns = {name.rstrip(".").lower() for name in names.get_values_for_type(x509.DNSName)}
    return wanted in patterns or (bool(parent) and f"*.{parent}" in patterns)


def _problem(handshake: Handshake, certificate: x509.Certificate | None) -> str | None:
    if certificate is None:
        return "invalid"
    return problem(handshake.errors, right_host=names_host(certificate, handshake.host))


def _described(certificate: x509.Certificate | None) -> dict[str, Any]:
    if certificate is None:
        return {"subject": "", "issuer": "", "not_before": None, "not_after": None, "sha256": ""}
    return {
        "subject": _name(certificate, "subject"),
        "issuer": _name(certificate, "issuer"),
        "not_before": _instant(certificate, "not_valid_before_utc"),
        "not_after": _instant(certificate, "not_valid_after_utc"),
        "sha256": certificate.fingerprint(SHA256()).hex(),
    }


def _name(certificate: x509.Certificate, field: str) -> str:
    try:
        name: x509.Name = getattr(certificate, field)
        return name.rfc4514_string()
    except ValueError:
        return ""


def _instant(certificate: x509.Certificate, field: str) -> datetime | None:
    try:
        instant: datetime = getattr(certificate, field)
    except ValueError:
        return None
    return instant


def _context() -> SSL.Context:
    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    context.set_min_proto_version(SSL.TLS1_VERSION)
    context.set_options(_OP_LEGACY_SERVER_CONNECT)
    context.set_cipher_list(_CIPHERS)
    context.set_default_verify_paths()
    if not _system_store():
        context.load_verify_locations(certifi.where())
    return context


def _system_store() -> bool:
    """Whether the system, or SSL_CERT_FILE and SSL_CERT_DIR, name authorities."""
    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile) or bool(paths.capath and any(Path(paths.capath).iterdir()))
