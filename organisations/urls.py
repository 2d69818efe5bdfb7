from django.urls import path

from organisations.views import (
    account,
    deputies,
    invitations,
    looks,
    places,
    second_factor,
    sessions,
    staff_list,
    team,
    tokens,
)

app_name = "organisations"
urlpatterns = [
    path("konto/", account.Account.as_view(), name="account"),
    path("konto/name/", account.EditName.as_view(), name="name"),
    path("konto/einstellungen/", account.EditChoices.as_view(), name="choices"),
    path("konto/login/", account.LogIn.as_view(), name="log_in"),
    path("konto/2fa/", second_factor.SecondFactorPage.as_view(), name="second_factor"),
    path("konto/sessions/", sessions.Sessions.as_view(), name="sessions"),
    path("konto/sessions/<int:pk>/beenden/", sessions.End.as_view(), name="end_session"),
    path("konto/signup/", places.StartSignUp.as_view(), name="start_sign_up"),
    path("konto/signup/<int:place>/", places.SignUp.as_view(), name="sign_up"),
    path("konto/anstellung/", places.FindOwnPlace.as_view(), name="find_place"),
    path("konto/anstellung/<int:place>/", places.AddEmployment.as_view(), name="add_employment"),
    path("konto/schluessel/", tokens.Tokens.as_view(), name="tokens"),
    path("konto/schluessel/neu/", tokens.AddToken.as_view(), name="add_token"),
    path("konto/schluessel/<int:pk>/widerrufen/", tokens.Revoke.as_view(), name="revoke_token"),
    path(
        "zentralstellen/<slug:slug>/farben-<str:version>.css",
        looks.Styles.as_view(),
        name="office_styles",
    ),
    path(
        "zentralstellen/<slug:slug>/logo-<str:version>.png",
        looks.Logo.as_view(),
        name="office_logo",
    ),
    path("team/", team.Team.as_view(), name="team"),
    path("team/liste/", staff_list.ImportStaff.as_view(), name="import_staff"),
    path(
        "team/liste/vorlage.<slug:file_format>",
        staff_list.StaffTemplate.as_view(),
        name="staff_template",
    ),
    path("team/einladungen/", invitations.Invitations.as_view(), name="invitations"),
    path("team/einladungen/<int:pk>/erneut/", invitations.SendAgain.as_view(), name="send_again"),
    path(
        "team/einladungen/<int:pk>/zuruecknehmen/",
        invitations.Withdraw.as_view(),
        name="withdraw_invitation",
    ),
    path("einladung/<str:token>/", invitations.OwnInvitation.as_view(), name="invitation"),
    path(
        "einladung/<str:token>/registrieren/",
        invitations.InvitedSignUp.as_view(),
        name="invited_sign_up",
    ),
    path("team/vertretung/", deputies.Deputies.as_view(), name="deputies"),
    path("team/vertretung/<int:pk>/beenden/", deputies.Dismiss.as_view(), name="dismiss"),
    path("team/beschaeftigte/<int:pk>/austritt/", team.End.as_view(), name="end"),
    path("team/anfragen/<int:pk>/bestaetigen/", team.Confirm.as_view(), name="confirm"),
    path("team/anfragen/<int:pk>/ablehnen/", team.Decline.as_view(), name="decline"),
]
