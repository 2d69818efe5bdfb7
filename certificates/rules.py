"""Reasons why a certificate cannot be made, for whoever can mend them."""

from django.utils.translation import gettext as _

from certificates.facts import texts
from certificates.states import CertificateKind, CertificateState
from courses.states import TAKES_PART, EnrolmentState, SeminarState
from fortbildung.shared.letters import spelled_out, unprintable


def reasons_not_to_print(facts):
    """Every text of the facts that the paper's font cannot show, with the characters."""
    for text in dict.fromkeys(texts(facts)):
        if letters := unprintable(text):
            yield _("“%(text)s” cannot be printed because of %(letters)s.") % {
                "text": text,
                "letters": spelled_out(letters),
            }


def reasons_not_to_issue(*, enrolment, certificates):
    """Why nothing is owed: the seminar is not closed, too little attendance, or it is there.

    `certificates` are those the enrolment has had, whatever became of them.
    """
    if valid := next((c for c in certificates if c.state == CertificateState.ISSUED), None):
        yield _("The certificate %(number)s is issued already.") % {"number": valid.number}
    elif certificates:
        yield _("The certificate was revoked; another one is not issued.")
    elif enrolment.state not in TAKES_PART:
        yield _("The person has not taken part.")
    elif enrolment.seminar.state != SeminarState.CLOSED:
        yield _("Close the seminar first: then it is certain who was there.")
    elif not _attended_enough(enrolment):
        yield _("Attendance was too low.")


def _attended_enough(enrolment):
    """For the certificate, or where the course allows it for a confirmation of what was."""
    if enrolment.state == EnrolmentState.PARTLY_ATTENDED:
        return enrolment.seminar.course.confirms_partial
    return enrolment.state == EnrolmentState.ATTENDED


def reasons_not_to_end(*, certificate, reason):
    """Why a certificate can neither be revoked nor replaced."""
    if certificate.state != CertificateState.ISSUED:
        yield _("The certificate %(number)s counts no more already.") % {
            "number": certificate.number
        }
    if not reason.strip():
        yield _("Say why: it is kept for your office.")


def reasons_not_to_replace(*, certificate, enrolment):
    """Why one of the same kind cannot be issued with the facts of today."""
    if not any([enrolment.person.first_name, enrolment.person.last_name]):
        yield _("The name of this person is erased.")
    wanted = EnrolmentState.ATTENDED
    if certificate.kind == CertificateKind.PARTIAL:
        wanted = EnrolmentState.PARTLY_ATTENDED
    if enrolment.state != wanted:
        yield _("Attendance does not fit this kind of certificate any more. Revoke it instead.")
    if certificate.kind == CertificateKind.ACHIEVEMENT and not enrolment.assessment.passed:
        yield _("The assessment is not passed any more. Revoke it instead.")
