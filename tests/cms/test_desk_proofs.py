"""The desk's registers of qualifications: rules, effects, requirements, decrees, recognition."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.models import CourseEffect, Decree, Equivalence, KindRule, Requirement
from certificates.services.earning import keep_up
from courses.models import Enrolment, QualificationPeriod
from tests.certificates.kinds import fact, grants, kind, spans
from tests.certificates.required import requirement
from tests.certificates.test_matrix import in_days
from tests.cms.desk import text_of, to_the_admin
from tests.factories import (
    CourseFactory,
    association,
    coordinator,
    counsellor,
    office,
    office_staff,
    provider,
    qualification,
    site,
)
from tests.world_proofs import handed_in

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def at(name, *args):
    return reverse(f"desk_proofs:{name}", args=args)


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


@pytest.fixture
def coordination(client):
    client.force_login(to_the_admin(coordinator()))
    return client


RULE = {
    "validity": "completion",
    "months": 12,
    "years": 0,
    "fixed_month": 12,
    "fixed_day": 31,
    "least_months": 0,
    "window_months": "",
    "grace_months": 3,
    "renewal": "any",
    "units": 0,
    "span_months": 0,
}


def test_a_rule_is_given_to_a_kind_and_its_periods_follow(desk):
    recht, person = qualification(), counsellor()
    fact(person, recht, date(2026, 1, 10))
    desk.post(at("rule", recht.pk), RULE)
    assert KindRule.objects.get().months == 12
    keep_up(now=timezone.now())
    assert spans(person) == [("2026-01-10", "2027-01-10")]
    desk.post(at("rule", recht.pk), RULE | {"months": 24})
    keep_up(now=timezone.now())
    assert spans(person) == [("2026-01-10", "2028-01-10")]
    answer = desk.post(at("rule", recht.pk), RULE | {"months": 0})
    assert "wie viele Monate sie gilt" in text_of(answer)


def test_effects_are_added_once_and_removed(desk):
    recht, course = kind(), CourseFactory()
    form = {"course": course.pk, "does": "grants", "qualification": recht.pk}
    form |= {"audience": "participants", "since": ""}
    desk.post(at("new_effect"), form)
    effect = CourseEffect.objects.get()
    assert "schon eine Wirkung" in text_of(desk.post(at("new_effect"), form))
    assert "bei den Voraussetzungen" in text_of(
        desk.post(at("new_effect"), form | {"does": "requires"})
    )
    assert course.title in text_of(desk.get(at("effects")))
    desk.post(at("drop_effect", effect.pk))
    assert not CourseEffect.objects.exists()


def required(**fields):
    facts = {
        "title": "Aufenthaltsrecht",
        "within_months": 12,
        "warn_days": 60,
        "repeat_days": 14,
        "valid_from": "2026-01-01",
    }
    return facts | fields


def test_the_coordination_requires_of_all_an_office_of_its_association_only(client):
    recht = kind()
    form = required(qualification=recht.pk)
    client.force_login(to_the_admin(coordinator()))
    client.post(at("new_requirement"), form)
    of_all = Requirement.objects.get()
    assert of_all.organisation is None
    client.force_login(to_the_admin(office_staff()))
    assert client.post(at("new_requirement"), form).status_code == 200
    strange = form | {"organisation": association("Caritas").pk}
    assert client.post(at("new_requirement"), strange).status_code == 200
    client.post(at("new_requirement"), form | {"organisation": association().pk})
    assert Requirement.objects.count() == 2
    assert client.get(at("change_requirement", of_all.pk)).status_code == 404
    assert client.post(at("end_requirement", of_all.pk)).status_code == 404


def test_a_change_is_a_version_of_its_own_and_an_end_is_a_day(coordination):
    asked, today = requirement(kind()), timezone.localdate()
    form = required(qualification=asked.qualification_id, within_months=6, valid_from=today)
    coordination.post(at("change_requirement", asked.pk), form)
    old, new = Requirement.objects.order_by("valid_from")
    assert (old.within_months, old.valid_until) == (12, today - timedelta(days=1))
    assert (new.within_months, new.valid_until, new.line) == (6, None, old.line)
    coordination.post(at("end_requirement", new.pk))
    new.refresh_from_db()
    assert new.valid_until == today


def test_a_decree_extends_shows_how_many_and_is_revoked(coordination):
    recht, person = kind(), counsellor()
    fact(person, recht, date(2024, 3, 15))
    form = {
        "qualification": recht.pk,
        "ends_from": "2026-03-01",
        "ends_until": "2026-03-31",
        "valid_until": "2026-12-31",
        "reference": "Erlass vom 1. Februar 2026",
    }
    coordination.post(at("new_decree"), form)
    keep_up(now=timezone.now())
    assert spans(person) == [("2024-03-15", "2026-12-31")]
    assert QualificationPeriod.objects.get().extended_by == form["reference"]
    shown = coordination.get(at("decrees")).context["rows"]
    assert [row["cells"][-1] for row in shown] == [1]
    decree = Decree.objects.get()
    coordination.post(at("revoke_decree", decree.pk))
    keep_up(now=timezone.now())
    assert spans(person) == [("2024-03-15", "2026-03-15")]
    assert "schon widerrufen" in text_of(
        coordination.post(at("revoke_decree", decree.pk), follow=True)
    )


def test_an_office_recognises_a_course_for_a_time(desk):
    form = {
        "central_office": office().pk,
        "course": CourseFactory().pk,
        "counts_as": CourseFactory().pk,
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
        "reason": "Gleicher Lehrplan",
    }
    desk.post(at("new_equivalence"), form)
    rule = Equivalence.objects.get()
    assert rule.decided_by.roles.get().central_office == office()
    assert "Gleicher Lehrplan" in text_of(desk.get(at("equivalences")))
    desk.post(at("withdraw_equivalence", rule.pk))
    rule.refresh_from_db()
    assert rule.withdrawn_at is not None


def test_the_office_decides_about_proofs_of_its_association(desk):
    recht, person = kind(), counsellor()
    proof = handed_in(person, recht)
    elsewhere = site("Fremd", below=provider("Fremd", below=association("Caritas")))
    stranger = handed_in(counsellor(elsewhere), recht)
    assert [row["cells"][0] for row in desk.get(at("evidence")).context["rows"]] == [person]
    assert desk.get(at("decide", stranger.pk)).status_code == 404
    form = {"decision": "accept", "effect": "grants", "valid_from": "2026-10-01"}
    desk.post(at("decide", proof.pk), form | {"qualification": recht.pk})
    assert spans(person) == [("2026-10-01", "2028-10-01")]


def test_the_office_sees_its_association_and_books_its_own_dates_for_all(desk):
    recht = kind()
    asked = requirement(recht)
    person = counsellor(last_name="Eigen")
    counsellor(site("Fremd", below=provider("Fremd", below=association("Caritas"))))
    shown = desk.get(at("matrix")).context
    assert [row.line.person for row in shown["page"]] == [person]
    course = grants(recht)
    in_days(20, course=course, central_office=office("Caritas"))
    own = in_days(30, course=course)
    dates = desk.get(at("book_all", asked.pk)).context["dates"]
    assert [found.seminar for found in dates] == [own]
    desk.post(at("book_all", asked.pk), {"seminar": own.number})
    assert [(e.person, e.seminar) for e in Enrolment.objects.all()] == [(person, own)]
    assert desk.get(at("matrix_file", "xlsx")).status_code == 200


def test_coverage_shows_figures_and_never_a_name(desk):
    asked = requirement(kind())
    for number in range(6):
        counsellor(last_name=f"Geheim{number}")
    shown = desk.get(at("coverage"), {"anforderung": asked.pk})
    assert shown.context["found"].total.asked == 6
    assert "Geheim" not in text_of(shown)
    assert desk.get(at("coverage"), {"anforderung": 0}).status_code == 404


@pytest.mark.parametrize("people", [1, 5])
def test_the_desks_matrix_costs_the_same_for_one_and_many(
    desk, people, django_assert_max_num_queries
):
    requirement(kind())
    for _number in range(people):
        counsellor()
    desk.get(at("matrix"))
    with django_assert_max_num_queries(24):
        desk.get(at("matrix"))
