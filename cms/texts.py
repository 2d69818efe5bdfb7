"""The words a new site begins with. Editors change them in the back office."""

from wagtail.rich_text import RichText

from cms import english
from cms.plain import PLAIN

HOME = english.HOME | {
    "title": "Fortbildung, die in der Beratung ankommt",
    "slug": "start",
    "lead": (
        "Kurse für Beratungskräfte der Migrationsberatung und der Jugendmigrationsdienste: "
        "finden, anmelden, teilnehmen, nachweisen – an einem Ort."
    ),
    "intro": "",
    "steps": [
        (
            "step",
            {
                "title": "Finden",
                "text": "Im Katalog nach Thema, Ort und Monat suchen. Freie Plätze sehen Sie "
                "sofort.",
            },
        ),
        (
            "step",
            {
                "title": "Anmelden",
                "text": "Mit wenigen Angaben buchen. Ist alles belegt, kommen Sie auf die "
                "Warteliste und wissen immer, an welcher Stelle Sie stehen.",
            },
        ),
        (
            "step",
            {
                "title": "Teilnehmen und nachweisen",
                "text": "Termine landen im Kalender; ändert sich etwas, schreiben wir Ihnen. Die "
                "Bescheinigung gibt es als PDF, ihre Echtheit kann jede Person online prüfen.",
            },
        ),
    ],
    "about": (
        "<p>Die Fortbildungen werden von den Zentralstellen der Wohlfahrtsverbände und der "
        "Jugendmigrationsdienste geplant und durchgeführt. Die nationale Koordination stimmt das "
        "Programm ab und gibt den Katalog frei.</p>"
    ),
}
for _step, (_title, _text) in zip(HOME["steps"], english.STEPS, strict=True):
    _step[1].update(title_en=_title, text_en=_text)
CATALOGUE = english.CATALOGUE | {
    "title": "Katalog",
    "slug": "katalog",
    "intro": "Alle Fortbildungen der Zentralstellen mit ihren nächsten Terminen.",
}
_TO_DO = "<p>Dieser Entwurf ist noch auszufüllen und dann zu veröffentlichen.</p>"
_IMPRINT = (
    f"{_TO_DO}<h2>Angaben nach § 5 DDG</h2><p>Name und Anschrift des Anbieters, Vertretung, "
    "E-Mail und Telefon, Register und Registernummer.</p><h2>Verantwortlich für den Inhalt</h2>"
    "<p>Name und Anschrift.</p>"
)
_PRIVACY = (
    f"{_TO_DO}<h2>Verantwortliche Stelle</h2><p>Für Anmeldungen ist die Zentralstelle "
    "verantwortlich, die die Veranstaltung durchführt. Je nach Träger gelten DSGVO und BDSG, KDG "
    "oder DSG-EKD.</p><h2>Welche Daten wir verarbeiten und wozu</h2><p>Name, E-Mail-Adresse und "
    "Anstellung, um Plätze zu vergeben und Bescheinigungen auszustellen; Anwesenheit, um sie "
    "nachzuweisen.</p><h2>Cookies</h2><p>Es gibt nur technisch notwendige Cookies für Anmeldung, "
    "Sprache und Schutz der Formulare. Es wird nichts von anderen Anbietern geladen.</p>"
    "<h2>Ihre Rechte</h2><p>Auskunft, Berichtigung, Löschung, Einschränkung, Übertragbarkeit, "
    "Widerspruch und Beschwerde bei der Aufsicht.</p>"
)
# Who runs the site adds to it who they are, when it was tested and who arbitrates.
ACCESSIBLE = (
    "<p>Alle sollen diese Seiten nutzen können: mit der Tastatur, mit einem Vorleseprogramm, "
    "vergrößert, auf dem Telefon, ohne JavaScript.</p>"
    "<h2>Stand der Vereinbarkeit</h2><p>Maßstab sind die WCAG 2.2, Stufe AA, und die EN 301 549. "
    "Alle Seiten werden bei jeder neuen Fassung maschinell geprüft, hell und dunkel, breit und "
    "schmal; die wichtigsten Wege auch allein mit der Tastatur und ohne JavaScript.</p>"
    "<h2>Was noch nicht barrierefrei ist</h2><p>Dateien, die Zentralstellen oder Referierende "
    "hochladen, prüfen wir nicht. Fragen Sie uns nach einer anderen Fassung.</p>"
    '<h2>Barrieren melden</h2><p>Etwas ließ sich nicht lesen, finden oder bedienen? <a href="'
    '/barrierefreiheit/melden/">Melden Sie die Barriere</a> – ohne Konto, auf Wunsch ohne Namen. '
    "Wer eine E-Mail-Adresse angibt, bekommt innerhalb eines Monats eine Antwort.</p>"
    "<h2>Erklärt in einfachen Worten</h2><p>Wie Sie einen Kurs finden und buchen, steht unter "
    '<a href="/einfach-erklaert/">Einfach erklärt</a>.</p>'
)
_ARBITRATION = "<h2>Schlichtungsverfahren</h2><p>Name und Adresse der zuständigen Stelle.</p>"
_TESTED = "<h2>Diese Erklärung</h2><p>Erstellt am …, zuletzt geprüft am …, durch …</p>"
TEXTS = [
    {
        "title": title,
        "slug": slug,
        "show_in_menus": True,
        "live": live,
        "body": [("text", RichText(body))],
        "title_en": english.TEXTS[slug][0],
        "body_en": [("text", RichText(words)) for words in english.TEXTS[slug][1:] if words],
    }
    for title, slug, live, body in [
        ("Impressum", "impressum", False, _IMPRINT),
        ("Datenschutz", "datenschutz", False, _PRIVACY),
        (
            "Barrierefreiheit",
            "barrierefreiheit",
            False,
            f"{_TO_DO}{ACCESSIBLE}{_ARBITRATION}{_TESTED}",
        ),
        ("Einfach erklärt", "einfach-erklaert", True, PLAIN),
    ]
]
