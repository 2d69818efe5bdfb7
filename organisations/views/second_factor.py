"""Where a second factor is set up; allauth's page, with why it may be needed."""

from allauth.mfa.base.views import IndexView
from django.conf import settings

from organisations.services.accounts import lacks_second_factor


class SecondFactorPage(IndexView):
    def get_context_data(self, **kwargs):
        needed = settings.SECOND_FACTOR_REQUIRED
        lacking = needed and lacks_second_factor(user=self.request.user)
        return super().get_context_data(lacking=lacking, **kwargs)
