"""What is wrong with a certificate."""

import pytest
import trustme
from cryptography import x509
from OpenSSL import SSL

from crawler.tls import names_host, problem

EXPIRED = SSL.X509VerificationCodes.ERR_CERT_HAS_EXPIRED
NOT_YET = SSL.X509VerificationCodes.ERR_CERT_NOT_YET_VALID
SELF_SIGNED = SSL.X509VerificationCodes.ERR_DEPTH_ZERO_SELF_SIGNED_CERT
IN_CHAIN = SSL.X509VerificationCodes.ERR_SELF_SIGNED_CERT_IN_CHAIN
NO_ISSUER = SSL.X509VerificationCodes.ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY
UNVERIFIED = SSL.X509VerificationCodes.ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE
REVOKED = SSL.X509VerificationCodes.ERR_CERT_REVOKED


@pytest.mark.parametrize(
    ("errors", "right_host", "told"),
    [
        ([], True, None),
        ([], False, "wrong-host"),
        ([EXPIRED], True, "expired"),
        ([NO_ISSUER, UNVERIFIED, EXPIRED], False, "expired"),
        ([NOT_YET], True, "not-yet-valid"),
        ([NO_ISSUER], False, "wrong-host"),
        ([SELF_SIGNED], True, "self-signed"),
        ([IN_CHAIN], True, "unknown-ca"),
        ([NO_ISSUER, UNVERIFIED], True, "unknown-ca"),
        ([REVOKED], True, "invalid"),
    ],
)
def test_the_most_telling_problem_is_told(errors: list[int], right_host: bool, told: str | None) -> None:
    assert problem(errors, right_host=right_host) == told


@pytest.mark.parametrize(
    ("host", "named"),
    [
        ("site.org", True),
        ("SITE.org.", True),
        ("a.wild.org", True),
        ("a_b.wild.org", True),
        ("wild.org", False),
        ("a.b.wild.org", False),
        ("other.org", False),
        ("192.0.2.7", True),
        ("192.0.2.8", False),
        ("[2001:db8::1]", True),
    ],
)
def test_a_certificate_names_its_hosts_and_no_others(host: str, named: bool) -> None:
    issued = trustme.CA().issue_cert("site.org", "*.wild.org", "192.0.2.7", "2001:db8::1")
    certificate = x509.load_pem_x509_certificate(issued.cert_chain_pems[0].bytes())
    assert names_host(certificate, host) is named
