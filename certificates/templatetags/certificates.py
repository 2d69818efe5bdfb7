"""The certificates beside a list of enrolments, for one query however long the list is.

    {% load certificates %}
    {% certificates_of enrolments as proofs %}
    {% for enrolment in enrolments %}
        {% with proof=proofs|of:enrolment %}
            {% if proof %}
                {% include "certificates/download.html" with certificate=proof only %}
            {% endif %}
        {% endwith %}
    {% endfor %}

The enrolments must be ones the reader may see; then so are their certificates.
"""

from django import template

from certificates.models import Certificate
from certificates.states import CertificateState

register = template.Library()


def certificates_by_enrolment(enrolments):
    """Enrolment id → its valid certificate, for those that have one. `facts` stays unread."""
    valid = Certificate.objects.filter(
        state=CertificateState.ISSUED, enrolment__in=[enrolment.pk for enrolment in enrolments]
    )
    return {certificate.enrolment_id: certificate for certificate in valid.defer("facts")}


register.simple_tag(certificates_by_enrolment, name="certificates_of")


@register.simple_tag
def certificate_of(enrolment):
    """The valid certificate of one enrolment, or None."""
    return certificates_by_enrolment([enrolment]).get(enrolment.pk)


@register.filter
def of(proofs, enrolment):
    """The certificate of `enrolment`, or None."""
    return proofs.get(enrolment.pk)
