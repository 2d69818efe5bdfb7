"""An association's SAML log-in: its metadata, and answers signed with a key made here."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import parse_qs, urlsplit
from zlib import decompress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

ISSUER = "https://anmeldung.caritas.example/saml"
HERE = "http://localhost/konto/saml/caritas"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"


@cache
def key_and_certificate(name):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form = serialization.PrivateFormat.TraditionalOpenSSL
    private = key.private_bytes(pem, form, serialization.NoEncryption())
    return private.decode(), certificate.public_bytes(pem).decode()


def metadata():
    _key, certificate = key_and_certificate("Caritas")
    body = "".join(certificate.splitlines()[1:-1])
    return f"""<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{ISSUER}">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
        <ds:X509Data><ds:X509Certificate>{body}</ds:X509Certificate></ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
      Location="{ISSUER}/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>"""


def request_in(address):
    """The key of the question that our address asks."""
    sent = parse_qs(urlsplit(address).query)["SAMLRequest"][0]
    return etree.fromstring(decompress(b64decode(sent), -15)).get("ID")


def answer_to(question, email, *, subject="u-1", audience=None, signed_by="Caritas"):
    """What the browser posts back: the assertion is signed, unless `signed_by` is None."""
    assertion = _assertion(question, email, subject, audience or f"{HERE}/metadata/")
    if signed_by:
        assertion = OneLogin_Saml2_Utils.add_sign(assertion, *key_and_certificate(signed_by))
        assertion = assertion.decode()
    response = f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
      xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0"
      IssueInstant="{_at(0)}" Destination="{HERE}/acs/" InResponseTo="{question}"
      ><saml:Issuer>{ISSUER}</saml:Issuer><samlp:Status><samlp:StatusCode
      Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}</samlp:Response>"""
    return b64encode(response.encode()).decode()


def _assertion(question, email, subject, audience):
    return f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"
      xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      ID="_a1" Version="2.0" IssueInstant="{_at(0)}"><saml:Issuer>{ISSUER}</saml:Issuer>
      <saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
      >{subject}</saml:NameID><saml:SubjectConfirmation
      Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
      NotOnOrAfter="{_at(5)}" Recipient="{HERE}/acs/" InResponseTo="{question}"/>
      </saml:SubjectConfirmation></saml:Subject>
      <saml:Conditions NotBefore="{_at(-5)}" NotOnOrAfter="{_at(5)}"><saml:AudienceRestriction>
      <saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
      <saml:AuthnStatement AuthnInstant="{_at(0)}"><saml:AuthnContext><saml:AuthnContextClassRef
      >urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
      </saml:AuthnContext></saml:AuthnStatement>
      <saml:AttributeStatement><saml:Attribute Name="{MAIL}"><saml:AttributeValue
      xsi:type="xs:string">{email}</saml:AttributeValue></saml:Attribute>
      </saml:AttributeStatement></saml:Assertion>"""


def _at(minutes):
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
