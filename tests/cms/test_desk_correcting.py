"""The page on which an office corrects attendance after a seminar is closed."""

import pytest
from django.db.models import F
from django.urls import reverse

from certificates.models import Certificate
from tests.certificates.settled import settled
from tests.cms.desk import text_of, to_the_admin
from tests.factories import A_DAY, counsellor, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def closed(*people, **facts):
    """The enrolment of a seminar that is over by the clock on the wall, too."""
    (enrolment,) = settled(*people, **facts)
    past = {name: F(name) - 60 * A_DAY for name in ("starts_at", "ends_at")}
    enrolment.seminar.sessions.update(**past)
    return enrolment


def page_of(enrolment, name="correct"):
    return reverse(f"desk_seminars:{name}", args=[enrolment.seminar_id, enrolment.pk])


def typed(enrolment, choice, **facts):
    sessions = enrolment.seminar.sessions.all()
    return facts | {f"{enrolment.pk}-{each.pk}-choice": choice for each in sessions}


def test_the_way_leads_from_the_enrolment_to_a_new_certificate_and_the_history(desk):
    enrolment = closed(counsellor(first_name="Kim", last_name="Muster"), minutes=0)
    page = desk.get(page_of(enrolment, "enrolment")).content.decode()
    assert page_of(enrolment) in page
    wrong = desk.post(page_of(enrolment), typed(enrolment, "present"))
    assert set(wrong.context["form"].errors) == {"reason"}
    facts = typed(enrolment, "present", reason="Liste verwechselt")
    said = text_of(desk.post(page_of(enrolment), facts, follow=True))
    number = Certificate.objects.get().number
    assert "Die Anwesenheit von Kim Muster ist korrigiert: teilgenommen." in said
    assert f"{number} ist ausgestellt." in said
    assert "nicht erschienen → teilgenommen" in said
    assert "Liste verwechselt" in said
    history = reverse("desk_seminars:attendance_history", args=[enrolment.seminar_id])
    assert "Liste verwechselt" in text_of(desk.get(history))


def test_before_closing_the_page_leads_back_to_the_sheet(desk):
    enrolment = closed()
    type(enrolment.seminar).objects.update(state="held")
    assert page_of(enrolment) not in desk.get(page_of(enrolment, "enrolment")).content.decode()
    assert "in ihrer Liste" in text_of(desk.get(page_of(enrolment)))
