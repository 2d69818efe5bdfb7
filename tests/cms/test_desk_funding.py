"""Grants and the funding file of a seminar, at the desk."""

import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import CostCap, FundedSeminar, FundingFile, Grant, GrantRule, Voucher
from reports.services.funding_files import carry_on
from reports.services.narratives import PARTS
from tests.cms.desk import text_of, to_the_admin, url
from tests.factories import NOON, office, office_staff, programme
from tests.importing import as_csv
from tests.reports.funded import PDF, attended, funded, grant, held, paid, rule, upload

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def at(name, *args):
    return reverse(f"desk_funding:{name}", args=args)


def grant_fields(**changes):
    facts = {
        "funder": "Bundesamt",
        "reference": "AZ 7",
        "programme": programme().pk,
        "starts": "2026-01-01",
        "ends": "2026-12-31",
        "amount": "50000",
        "funding_type": "shortfall",
    }
    return facts | changes


def rule_fields(rows=(), **changes):
    facts = {
        "valid_from": "2026-01-01",
        "source": "Richtlinie",
        "full_units": "8",
        "end_days": "like_others",
        "min_persons": "0",
        "rows-TOTAL_FORMS": len(rows),
        "rows-INITIAL_FORMS": "0",
    }
    for number, row in enumerate(rows):
        facts |= {f"rows-{number}-{name}": value for name, value in row.items()}
    return facts | changes


def test_the_office_enters_a_grant_with_its_rules(desk):
    assert "noch keine Zuwendung" in text_of(desk.get(at("index")))
    text = text_of(desk.post(at("add"), grant_fields(), follow=True))
    assert "„Bundesamt, AZ 7“ ist gespeichert" in text
    assert "Es gibt noch keine Regel" in text
    money = Grant.objects.get()
    rows = [{"kind": "speakers", "per_seminar": "900"}, {"kind": "venue", "per_day": "50"}]
    answer = desk.post(at("new_rule", money.pk), rule_fields(rows), follow=True)
    assert "höchstens 900,00 € je Veranstaltung" in text_of(answer)
    assert "50,00 € je Teilnehmertag" in text_of(answer)
    assert "schon eine Zuwendung" in text_of(desk.post(at("add"), grant_fields()))


def test_a_later_rule_begins_with_the_caps_of_the_one_before(desk):
    money = grant()
    rule(money, caps=[("speakers", None, 900)])
    form = desk.get(at("new_rule", money.pk)).context["form"]
    assert [row.initial["kind"] for row in form.rows.initial_forms] == ["speakers"]
    rows = [{"kind": "speakers", "per_seminar": "950"}]
    fields = rule_fields(rows, **{"rows-INITIAL_FORMS": 1, "valid_from": "2026-07-01"})
    desk.post(at("new_rule", money.pk), fields)
    assert list(CostCap.objects.order_by("rule__valid_from").values_list("per_seminar")) == [
        (900,),
        (950,),
    ]
    assert "schon eine Regel" in text_of(desk.post(at("new_rule", money.pk), fields))


def test_a_rule_is_changed_and_a_kind_stands_once(desk):
    money = grant()
    row = rule(money)
    rows = [{"kind": "venue", "per_day": "50"}, {"kind": "venue", "per_day": "60"}]
    twice = desk.post(at("rule", money.pk, row.pk), rule_fields(rows))
    assert "steht zweimal da" in text_of(twice)
    desk.post(at("rule", money.pk, row.pk), rule_fields(rows[:1], full_units="6"))
    assert GrantRule.objects.get().full_units == 6
    assert row.caps.get().per_day == 50


def test_grants_are_searched_and_narrowed_by_the_address(desk):
    one, two = grant(), grant(reference="BMFSFJ 12", funder="Ministerium", programme=None)

    def found(query):
        return {row.pk for row in desk.get(at("index") + query).context["object_list"]}

    assert found("") == {one.pk, two.pk}
    assert found("?q=minist+12") == {two.pk}
    assert found(f"?programme={programme().pk}") == {one.pk}


@pytest.mark.parametrize("count", [1, 5])
def test_lists_cost_the_same_for_one_and_many(desk, count, django_assert_num_queries):
    for number in range(count):
        money = grant(reference=f"AZ {number}")
    for _number in range(count):
        seminar = held()
        FundedSeminar.objects.create(seminar=seminar, grant=money, charged_at=NOON)
        paid(seminar, 10)
    for page, queries in ((at("index"), 15), (at("grant", money.pk), 17)):
        desk.get(page)
        with django_assert_num_queries(queries):
            desk.get(page)


def test_an_audit_is_begun_and_ended(desk):
    money = grant()
    text = text_of(desk.post(at("open_audit", money.pk), {"reason": "Prüfamt"}, follow=True))
    assert "Eine Prüfung läuft" in text
    assert "Prüfung läuft" in text_of(desk.get(at("index")))
    audit = money.audits.get()
    text = text_of(desk.post(at("close_audit", money.pk, audit.pk), follow=True))
    assert "Beendete Prüfungen" in text
    assert desk.get(at("close_audit", money.pk, audit.pk)).status_code == 404


def test_a_seminar_is_charged_and_shows_what_is_missing_with_links(desk):
    seminar, money = held(), grant()
    attended(seminar, 420, 420)
    page = desk.get(url("funding", seminar.pk))
    gaps = {str(each["gap"].place): each["url"] for each in page.context["gaps"]}
    assert gaps == {
        "grant": url("funding_grant", seminar.pk),
        "lists": reverse("courses:attendance", args=[seminar.number]),
        "plan": url("cost_plan", seminar.pk),
        "vouchers": url("vouchers", seminar.pk),
        "narrative": url("narrative", seminar.pk),
    }
    assert "Datei erstellen" not in text_of(page)
    text = text_of(desk.post(url("funding_grant", seminar.pk), {"grant": money.pk}, follow=True))
    assert "ist „Bundesamt, AZ 2026/1“ zugeordnet" in text
    assert "hat die Zuwendung keine Regel" in text
    theirs = grant(office("Caritas"))
    refused = desk.post(url("funding_grant", seminar.pk), {"grant": theirs.pk})
    assert refused.context["form"].errors
    desk.post(url("funding_grant", seminar.pk), {"grant": ""})
    assert not FundedSeminar.objects.exists()


def test_plan_and_vouchers_are_entered_and_add_up_on_the_page(desk):
    seminar = held()
    desk.post(url("cost_plan", seminar.pk), {"speakers": "800", "income": "100"})
    fields = {
        "paid_on": "2026-12-10",
        "payee": "Jo Beispiel",
        "reason": "Honorar",
        "kind": "speakers",
        "amount": "850.50",
    }
    desk.post(url("new_voucher", seminar.pk), fields | {"upload": upload()})
    account = desk.get(url("funding", seminar.pk)).context["account"]
    assert (account.planned, account.actual, account.deviation) == (800, 850.5, 50.5)
    voucher = Voucher.objects.get()
    answer = desk.get(url("receipt", seminar.pk, voucher.pk))
    assert b"".join(answer.streaming_content) == PDF
    text = text_of(
        desk.post(url("strike_voucher", seminar.pk, voucher.pk), {"reason": "falsch"}, follow=True)
    )
    assert "storniert: falsch" in text
    assert "0,00" in text


def test_a_receipt_can_follow(desk):
    seminar = held()
    voucher = paid(seminar, 10, file=False)
    assert desk.get(url("receipt", seminar.pk, voucher.pk)).status_code == 404
    bad = {"upload": SimpleUploadedFile("x.pdf", b"MZ")}
    refused = text_of(desk.post(url("add_receipt", seminar.pk, voucher.pk), bad))
    assert "weder ein PDF noch ein Bild" in refused
    desk.post(url("add_receipt", seminar.pk, voucher.pk), {"upload": upload()})
    answer = desk.get(url("receipt", seminar.pk, voucher.pk))
    assert b"".join(answer.streaming_content) == PDF


def test_a_table_of_vouchers_is_tried_first_and_then_entered(desk):
    seminar = held()
    row = {
        "Datum": "10.12.2026",
        "Empfänger": "Haus am See",
        "Grund": "Miete",
        "Kostenart": "Räume",
        "Betrag": "120,00",
    }

    def read(rows, **fields):
        file = SimpleUploadedFile("belege.csv", as_csv(rows))
        return text_of(desk.post(url("import_vouchers", seminar.pk), {"file": file} | fields))

    assert "Was erfasst würde" in read([row], dry_run="on")
    assert not Voucher.objects.exists()
    assert "Zeile 2, Kostenart" in read([row | {"Kostenart": "Blumen"}])
    assert "Belege: 1 neu, 0 geändert, 0 unverändert" in read([row])
    assert Voucher.objects.get().amount == 120


def test_the_report_begins_as_a_draft_and_goes_on_in_versions(desk):
    seminar = funded()
    page = desk.get(url("narrative", seminar.pk))
    assert "Es nahmen 2 Personen teil" in page.content.decode()
    parts = dict.fromkeys(PARTS, "Fertig.")
    desk.post(url("narrative", seminar.pk), parts | {"based_on": 0, "finished": "on"})
    assert "Fertig." in text_of(desk.get(url("narrative_version", seminar.pk, 1)))
    late = desk.post(url("narrative", seminar.pk), parts | {"based_on": 0})
    assert "inzwischen Version 1 gespeichert" in text_of(late)
    assert desk.get(url("narrative_version", seminar.pk, 2)).status_code == 404
    assert "noch keine Termine" in text_of(desk.get(url("narrative", held(days=0).pk)))


def test_days_are_shown_step_by_step(desk):
    text = text_of(desk.get(url("participant_days", funded().pk)))
    assert "Mi 2.12.: 8 UE → 1 Tag" in text
    assert "Do 3.12.: 4 UE → ein halber Tag" in text
    assert "3,5 Teilnehmertage aus 28 UE" in text


def test_a_file_is_ordered_watched_and_taken_away(desk):
    seminar = funded()
    answer = desk.post(url("order_file", seminar.pk), follow=True)
    assert "0 von 4 Schritten" in text_of(answer)
    file = FundingFile.objects.get()
    assert desk.get(at("download", file.pk)).status_code == 404
    carry_on(now=file.asked_at)
    text = text_of(desk.get(at("file", file.pk)))
    assert "Die Datei ist fertig" in text
    assert "Der Sachbericht ist noch nicht geschrieben" in text
    answer = desk.get(at("download", file.pk))
    content = io.BytesIO(b"".join(answer.streaming_content))
    assert "01-Verwendungsnachweis.pdf" in ZipFile(content).namelist()
    assert f"Verwendungsnachweis-{seminar.number}.zip" in answer["Content-Disposition"]


def test_a_year_is_collected_from_the_page_of_the_grant(desk):
    money = funded().funding.grant
    assert "Sammlung 2026 erstellen" in text_of(desk.get(at("grant", money.pk)))
    assert desk.post(at("collect", money.pk, 2026)).status_code == 302
    carry_on(now=FundingFile.objects.get().asked_at)
    assert "Verwendungsnachweis-2026" in text_of(desk.get(at("grant", money.pk)))
    answer = desk.post(at("collect", money.pk, 2020), follow=True)
    assert "2020 keine Veranstaltung" in text_of(answer)


def test_another_offices_grants_and_seminars_are_not_there(client):
    seminar = funded()
    money, voucher = seminar.funding.grant, seminar.vouchers.first()
    client.force_login(to_the_admin(office_staff(office("Caritas"))))
    pages = [
        at("grant", money.pk),
        at("rule", money.pk, money.rules.get().pk),
        url("funding", seminar.pk),
        url("receipt", seminar.pk, voucher.pk),
        url("narrative", seminar.pk),
    ]
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    assert list(client.get(at("index")).context["object_list"]) == []
    assert date(2026, 1, 1) == money.starts
