"""What is open of allauth: all of the account, and of log-ins elsewhere only what ours need."""

from allauth.socialaccount.providers.openid_connect.views import callback
from allauth.socialaccount.views import login_cancelled, login_error
from django.urls import include, path

from organisations.views import saml
from organisations.views.sign_on import FindPlaceToJoin

# Allauth leads to these by their names.
sign_on_patterns = [
    path("oidc/<slug:provider_id>/login/callback/", callback, name="openid_connect_callback"),
    path("saml/<slug:organization_slug>/acs/", saml.Arrive.as_view(), name="saml_acs"),
    path("saml/<slug:organization_slug>/fertig/", saml.Finish.as_view(), name="saml_finish_acs"),
    path("saml/<slug:organization_slug>/metadata/", saml.Metadata.as_view(), name="saml_metadata"),
    path("saml/<slug:organization_slug>/sls/", saml.no_log_out, name="saml_sls"),
    path("verband-abgebrochen/", login_cancelled, name="socialaccount_login_cancelled"),
    path("verband-gescheitert/", login_error, name="socialaccount_login_error"),
    path("beitreten/", FindPlaceToJoin.as_view(), name="socialaccount_signup"),
]
urlpatterns = [
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    *sign_on_patterns,
]
