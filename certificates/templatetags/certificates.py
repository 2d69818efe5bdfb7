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
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.services.matrix import day_of
from certificates.states import CertificateState, Standing

register = template.Library()


def certificates_by_enrolment(enrolments):
    """Enrolment id → its valid certificate, for those that have one; others are `beside` it.

    `facts` and `credential` stay unread.
    """
    valid = Certificate.objects.filter(
        state=CertificateState.ISSUED, enrolment__in=[enrolment.pk for enrolment in enrolments]
    )
    found = {}
    for certificate in valid.defer("facts", "credential").order_by("year", "serial"):
        first = found.setdefault(certificate.enrolment_id, certificate)
        if first is not certificate:
            first.beside = [*first.beside, certificate]
    return found


register.simple_tag(certificates_by_enrolment, name="certificates_of")


@register.simple_tag
def certificate_of(enrolment):
    """The valid certificate of one enrolment, or None."""
    return certificates_by_enrolment([enrolment]).get(enrolment.pk)


@register.filter
def of(proofs, enrolment):
    """The certificate of `enrolment`, or None."""
    return proofs.get(enrolment.pk)


register.filter("day_that_matters", day_of)


@register.filter
def by_state(total):
    """(state, its name, how many) of those states that occur, the good ones first."""
    return [(state, state.label, total[state]) for state in Standing if total[state]]


@register.filter
def as_cells(statuses):
    """What stands in the cells of a row: state, label and day as text; there may be thousands."""
    return [_cell(status and status.state, status and day_of(status)) for status in statuses]


def _cell(state, day):
    label = state.label if state else _("not required")
    return {"state": state and state.value, "label": label, "day": day and _told(day)}


def _told(day):
    return date_format(day, "SHORT_DATE_FORMAT")
