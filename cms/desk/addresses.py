"""The addresses of the desk below /verwaltung/veranstaltungen/, by what they are about."""

from django.urls import path

from cms.desk.approvals import Approve, Deny, PendingApprovals
from cms.desk.attendance import AttendanceHistory, RecordAttendance
from cms.desk.bulk import BatchPage, Bulk
from cms.desk.calendar import SeminarCalendar
from cms.desk.cockpit import Close, Cockpit, Guarantee, Publish
from cms.desk.conference import ImportConference
from cms.desk.copying import CopySeminar, CopyYear
from cms.desk.correcting import CorrectAttendance
from cms.desk.deciding import Accept, Cancel, Charge, GiveSeat, SetPriority
from cms.desk.ending import CallOff, Reopen
from cms.desk.engaging import AddMaterial, Dismiss, Material, RemoveMaterial, Speakers
from cms.desk.enrolling import Enrol
from cms.desk.enrolment import EnrolmentPage
from cms.desk.evaluation import CloseEvaluation, EvaluationPage, ResultsExcel, ResultsPaper
from cms.desk.exchanging import Rebook, Replace
from cms.desk.fees import FeesDownload, FeesDue, Waive
from cms.desk.history import History
from cms.desk.message_templates import DropTemplate, EditTemplate, MessageTemplates, NewTemplate
from cms.desk.messages import (
    DiscardMessage,
    EditMessage,
    MessageFile,
    MessageList,
    MessagePage,
    NewMessage,
    SendMessage,
)
from cms.desk.needs import KitchenDownload, NeedsPage, RoomsDownload, SayNeeds
from cms.desk.policies import EditPolicy, NewPolicy, Policies
from cms.desk.roster import Roster, RosterDownload
from cms.desk.seats import PreferredDownload, Seats
from cms.desk.selection import SelectionPage, SetCriteria
from cms.desk.selection_acts import Commit, MoveApplicant
from cms.desk.series import PlanSeries
from cms.desk.sheets import ChooseSheet
from cms.desk.speaker_list import SpeakerList
from cms.desk.speakers import (
    AddDocument,
    Document,
    EditSpeaker,
    NewSpeaker,
    RemoveDocument,
)
from cms.desk.undelivered import SendAgain, SendAllAgain, Undelivered
from cms.desk.venues import EditVenue, NewVenue, VenueList

OF_THE_OFFICE = [
    path("kalender/", SeminarCalendar.as_view(), name="calendar"),
    path("nicht-zugestellt/", Undelivered.as_view(), name="undelivered"),
    path("nicht-zugestellt/nochmals/", SendAllAgain.as_view(), name="send_all_again"),
    path("nicht-zugestellt/<int:pk>/nochmals/", SendAgain.as_view(), name="send_again"),
    path("zustimmungen/", PendingApprovals.as_view(), name="approvals"),
    path("stornobeitraege/", FeesDue.as_view(), name="fees"),
    path("stornobeitraege.csv", FeesDownload.as_view(), {"file_format": "csv"}, name="fees_csv"),
    path("stornobeitraege.xlsx", FeesDownload.as_view(), {"file_format": "xlsx"}, name="fees_xlsx"),
    path("stornobeitraege/<int:fee>/erlassen/", Waive.as_view(), name="waive"),
    path("nachrichtenvorlagen/", MessageTemplates.as_view(), name="message_templates"),
    path("nachrichtenvorlagen/neu/", NewTemplate.as_view(), name="new_message_template"),
    path("nachrichtenvorlagen/<int:template>/", EditTemplate.as_view(), name="message_template"),
    path(
        "nachrichtenvorlagen/<int:template>/loeschen/",
        DropTemplate.as_view(),
        name="drop_message_template",
    ),
    path("stornostaffeln/", Policies.as_view(), name="policies"),
    path("stornostaffeln/neu/", NewPolicy.as_view(), name="new_policy"),
    path("stornostaffeln/<int:policy>/", EditPolicy.as_view(), name="policy"),
    path("tagungsorte/", VenueList.as_view(), name="venues"),
    path("tagungsorte/neu/", NewVenue.as_view(), name="new_venue"),
    path("tagungsorte/<int:venue>/", EditVenue.as_view(), name="venue"),
    path("referierende/", SpeakerList.as_view(), name="speakers"),
    path("referierende/neu/", NewSpeaker.as_view(), name="new_speaker"),
    path("referierende/<int:speaker>/", EditSpeaker.as_view(), name="speaker"),
    path("referierende/<int:speaker>/dokumente/", AddDocument.as_view(), name="add_document"),
    path(
        "referierende/<int:speaker>/dokumente/<int:document>/", Document.as_view(), name="document"
    ),
    path(
        "referierende/<int:speaker>/dokumente/<int:document>/loeschen/",
        RemoveDocument.as_view(),
        name="remove_document",
    ),
    path("jahr-kopieren/", CopyYear.as_view(), name="copy_year"),
]
OF_A_SEMINAR = [
    path("", Cockpit.as_view(), name="cockpit"),
    path("personen/", Roster.as_view(), name="roster"),
    path("personen/<str:kind>/", RosterDownload.as_view(), name="roster_file"),
    path("sammelaktion/", Bulk.as_view(), name="bulk"),
    path("sammelaktion/<int:batch>/", BatchPage.as_view(), name="batch"),
    path("verlauf/", History.as_view(), name="history"),
    path("anwesenheit/", RecordAttendance.as_view(), name="attendance"),
    path("anwesenheit/verlauf/", AttendanceHistory.as_view(), name="attendance_history"),
    path("anwesenheit/einlesen/", ImportConference.as_view(), name="conference"),
    path("unterschriftenliste/", ChooseSheet.as_view(), name="sheet"),
    path("veroeffentlichen/", Publish.as_view(), name="publish"),
    path("findet-statt/", Guarantee.as_view(), name="guarantee"),
    path("abschliessen/", Close.as_view(), name="close"),
    path("absagen/", CallOff.as_view(), name="call_off"),
    path("neu-planen/", Reopen.as_view(), name="reopen"),
    path("bedarf/", NeedsPage.as_view(), name="needs"),
    path("bedarf/kueche.xlsx", KitchenDownload.as_view(), name="kitchen"),
    path("bedarf/zimmer.xlsx", RoomsDownload.as_view(), name="rooms"),
    path("nachrichten/", MessageList.as_view(), name="messages"),
    path("nachrichten/neu/", NewMessage.as_view(), name="new_message"),
    path("nachrichten/<int:message>/", MessagePage.as_view(), name="message"),
    path("nachrichten/<int:message>/aendern/", EditMessage.as_view(), name="edit_message"),
    path("nachrichten/<int:message>/senden/", SendMessage.as_view(), name="send_message"),
    path("nachrichten/<int:message>/verwerfen/", DiscardMessage.as_view(), name="discard_message"),
    path(
        "nachrichten/<int:message>/anhang/<int:file>/", MessageFile.as_view(), name="message_file"
    ),
    path("rueckmeldungen/", EvaluationPage.as_view(), name="evaluation"),
    path("rueckmeldungen/beenden/", CloseEvaluation.as_view(), name="close_evaluation"),
    path("rueckmeldungen.pdf", ResultsPaper.as_view(), name="evaluation_pdf"),
    path("rueckmeldungen.xlsx", ResultsExcel.as_view(), name="evaluation_xlsx"),
    path("kopieren/", CopySeminar.as_view(), name="copy"),
    path("reihe/", PlanSeries.as_view(), name="series"),
    path("referierende/", Speakers.as_view(), name="engaged"),
    path("referierende/<int:engagement>/entfernen/", Dismiss.as_view(), name="dismiss"),
    path("material/", AddMaterial.as_view(), name="add_material"),
    path("material/<int:material>/", Material.as_view(), name="material"),
    path("material/<int:material>/loeschen/", RemoveMaterial.as_view(), name="remove_material"),
    path("anmelden/", Enrol.as_view(), name="enrol"),
    path("plaetze/", Seats.as_view(), name="seats"),
    path("plaetze/vorrang.csv", PreferredDownload.as_view(), name="priorities_csv"),
    path("auswahl/", SelectionPage.as_view(), name="selection"),
    path("auswahl/kriterien/", SetCriteria.as_view(), name="selection_criteria"),
    path("auswahl/festlegen/", Commit.as_view(), name="selection_commit"),
    path("auswahl/<int:enrolment>/", MoveApplicant.as_view(), name="selection_move"),
]
OF_AN_ENROLMENT = [
    path("", EnrolmentPage.as_view(), name="enrolment"),
    path("zustimmen/", Approve.as_view(), name="approve"),
    path("nicht-zustimmen/", Deny.as_view(), name="deny"),
    path("annehmen/", Accept.as_view(), name="accept"),
    path("vorrang/", SetPriority.as_view(), name="priority"),
    path("platz-geben/", GiveSeat.as_view(), name="seat"),
    path("anrechnen/", Charge.as_view(), name="charge"),
    path("ersatz/", Replace.as_view(), name="replace"),
    path("umbuchen/", Rebook.as_view(), name="rebook"),
    path("bedarf/", SayNeeds.as_view(), name="say_needs"),
    path("stornieren/", Cancel.as_view(), name="cancel"),
    path("anwesenheit/", CorrectAttendance.as_view(), name="correct"),
]
