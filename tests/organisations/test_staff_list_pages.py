"""The list of the staff in the browser: handed in, looked at, and answered by who is invited."""

import io
from urllib.parse import quote

import pytest
from django.utils import timezone

from fortbildung.shared.models import OutgoingMail
from organisations.mails import render_invitation
from organisations.models import Employment, Invitation, User
from tests.factories import (
    A_DAY,
    PersonFactory,
    counsellor,
    manager,
    provider,
    site,
)
from tests.importing import as_csv
from tests.organisations.staff_lines import outcomes, row, take_over

pytestmark = pytest.mark.django_db


def test_people_elsewhere_are_never_touched_and_look_like_unknown_addresses(client):
    """Whoever uploads a list cannot find out who has an account."""
    boss, here = manager(), site()
    elsewhere = counsellor(at=site("Fremd", below=provider("Träger Zwei")))
    User.objects.filter(pk=elsewhere.pk).update(email="kim2@example.org")
    client.force_login(boss)

    assert seen(client, "kim1@example.org") == seen(client, "kim2@example.org")
    jobs = elsewhere.employments.values_list("organisation", "function", "starts")
    assert list(jobs) == [(elsewhere.job.organisation_id, "counsellor", elsewhere.job.starts)]
    assert not here.employments.exists()


def upload(client, data, name="liste.csv"):
    file = io.BytesIO(data)
    file.name = name
    return client.post("/team/liste/", {"file": file})


def seen(client, email):
    """All a manager sees when the address is in the list, and which mail goes there."""
    page = upload(client, as_csv([row(email=email)]))
    draft = {"draft": page.context["draft"]}
    pages = [page, client.post("/team/liste/", draft, follow=True)]
    pages.append(client.get("/team/einladungen/"))
    key, renderer = Invitation.objects.get().pk, OutgoingMail.objects.get().renderer
    Invitation.objects.all().delete()
    OutgoingMail.objects.all().delete()
    texts = [without_secrets(page.content.decode()).replace(email, "…") for page in pages]
    return renderer, [text.replace(f"/{key}/", "/1/") for text in texts]


def without_secrets(page):
    """The page without the draft and the tokens against forged requests."""
    lines = [line for line in page.splitlines() if "csrf" not in line]
    text = "\n".join(lines)
    before, _name, after = text.partition('name="draft"')
    return before + after.partition(">")[2]


def test_the_template_is_a_list_that_changes_nothing(client):
    boss, person = manager(), counsellor()
    client.force_login(boss)
    for file_format in ("csv", "xlsx"):
        data = client.get(f"/team/liste/vorlage.{file_format}").content
        assert outcomes(boss, data) == ["unchanged"], file_format
    assert client.get("/team/liste/vorlage.pdf").status_code == 404
    assert person.employments.count() == 1


def test_from_the_file_to_the_first_day(client):
    """Upload, look, take over; the person opens the link, registers and belongs to the team."""
    boss = manager()
    site()
    client.force_login(boss)
    page = upload(client, as_csv([row()]))
    assert [group["outcome"].value for group in page.context["groups"]] == ["invited"]
    assert client.post("/team/liste/", {"draft": page.context["draft"]}).url == "/team/"
    link = link_to(*client.get("/team/einladungen/").context["invitations"])

    client.logout()
    assert f"{link}registrieren/" in client.get(link).content.decode()
    form = client.get(f"{link}registrieren/").context["form"]
    typed = {name: form[name].value() for name in ("first_name", "last_name", "email")}
    assert list(typed.values()) == ["Kim", "Neu", "neu@example.org"]
    password = dict.fromkeys(["password1", "password2"], "ganz-lang-geheim")
    forged = typed | {"email": "anders@example.org"} | password
    assert client.post(f"{link}registrieren/", forged).status_code == 302
    job = Employment.objects.get(user__email="neu@example.org")
    assert (job.state, job.decided_by, job.function) == ("confirmed", boss, "manager")
    assert int(client.session["_auth_user_id"]) == job.user_id  # the link has proved the address
    assert client.get(link).status_code == 410


def link_to(invitation):
    """Out of the mail, as the person reads it."""
    text = render_invitation(invitation=invitation.pk).text
    return "/einladung/" + text.partition("/einladung/")[2].split()[0]


def test_who_has_an_account_accepts_with_it(client):
    boss, person = manager(), PersonFactory(email="neu@example.org")
    site()
    take_over(boss, row())
    Invitation.objects.update(expires_at=timezone.now() + A_DAY)
    link = link_to(Invitation.objects.get())
    assert f"/konto/login/?next={quote(link)}" in client.get(link).content.decode()
    client.force_login(counsellor())
    assert client.post(link, {"accept": "1"}).status_code == 410  # the link is for one address
    client.force_login(person)
    assert client.post(link, {"accept": "1"}).url == "/konto/"
    assert person.employments.get().state == "confirmed"
