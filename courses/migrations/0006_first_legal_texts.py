"""The first version of terms and privacy notice per data protection law."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
TERMS = [
    (
        "Anmeldung und Platz",
        "Mit der Buchung melden Sie sich verbindlich an. Einen Platz haben Sie, sobald er bestätigt "
        "ist. Ist keiner frei oder muss jemand zustimmen, sagen wir Ihnen gleich, worauf Sie warten "
        "und bis wann.",
    ),
    (
        "Absagen und Ersatz",
        "Sie sagen online ab. Bis wann das kostenlos ist und was es danach kostet, steht bei jeder "
        "Veranstaltung vor dem Buchen. Kommt jemand aus Ihrem Träger an Ihrer Stelle, kostet das "
        "nichts.",
    ),
    (
        "Wenn die Veranstaltung nicht stattfindet",
        "Fällt die Veranstaltung aus, erfahren Sie es per E-Mail. Ein Entgelt wird dann nicht "
        "fällig; weitere Kosten ersetzt die Zentralstelle nur, wenn sie den Ausfall zu vertreten hat.",
    ),
    (
        "Teilnahme und Bescheinigung",
        "Ihre Anwesenheit wird je Termin festgehalten. Die Bescheinigung richtet sich danach, wie "
        "viele Unterrichtseinheiten Sie besucht haben. Unterlagen sind für Ihre eigene Arbeit "
        "bestimmt; Mitschnitte sind nicht erlaubt.",
    ),
]
# What the law is called, its articles (legal ground, rights), and who supervises.
LAWS = {
    "GDPR_BDSG": (
        "Datenschutz-Grundverordnung (DSGVO) und Bundesdatenschutzgesetz (BDSG)",
        "Art. 6 Abs. 1 Buchst. b und c DSGVO",
        "Art. 15 bis 21 DSGVO",
        "der Datenschutzaufsichtsbehörde des Landes",
    ),
    "KDG": (
        "Gesetz über den Kirchlichen Datenschutz (KDG)",
        "§ 6 Abs. 1 Buchst. c und d KDG",
        "§§ 17 bis 23 KDG",
        "der katholischen Datenschutzaufsicht",
    ),
    "DSG_EKD": (
        "Kirchengesetz über den Datenschutz der Evangelischen Kirche in Deutschland (DSG-EKD)",
        "§ 6 Nr. 5 und 6 DSG-EKD",
        "§§ 19 bis 25 DSG-EKD",
        "der oder dem Beauftragten für den Datenschutz der EKD",
    ),
}


def notice(law, ground, rights, supervisor):
    return [
        (
            "Wer verantwortlich ist",
            "Verantwortlich ist die Zentralstelle, die die Veranstaltung ausrichtet. Für sie gilt: "
            f"{law}.",
        ),
        (
            "Was wir verarbeiten und wozu",
            "Name, dienstliche E-Mail, Beratungsstelle, Programm, Buchungen und Anwesenheit: um die "
            "Veranstaltung durchzuführen, die Teilnahme zu bescheinigen und die Verwendung der "
            f"Fördermittel nachzuweisen ({ground}). Angaben zu Verpflegung und Barrierefreiheit sind "
            "freiwillig und werden vier Wochen nach der Veranstaltung gelöscht.",
        ),
        (
            "Wer etwas davon sieht",
            "Die Zentralstelle, Ihre Leitung, und die Referierenden, soweit sie es für die "
            "Veranstaltung brauchen. Der Zuwendungsgeber erhält, was der Förderbescheid verlangt.",
        ),
        (
            "Ihre Rechte",
            "Sie können Auskunft, Berichtigung, Löschung und Einschränkung verlangen und "
            f"widersprechen ({rights}). Beschweren können Sie sich bei {supervisor}.",
        ),
    ]


def write(apps, _editor):
    texts = apps.get_model("courses", "LegalText")
    for regime, law in LAWS.items():
        for kind, title, parts in (
            ("terms", "Teilnahmebedingungen", TERMS),
            ("privacy", "Datenschutzhinweise", notice(*law)),
        ):
            sections = [{"heading": heading, "text": text} for heading, text in parts]
            facts = {"title": title, "valid_from": SINCE, "sections": sections}
            texts.objects.create(regime=regime, kind=kind, version=1, **facts)


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_times_of_speakers_are_kept")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
