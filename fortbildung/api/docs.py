"""The documentation page: Swagger UI out of ninja's static files, no script inside the page."""

from ninja.openapi.docs import Swagger


class Docs(Swagger):
    template = "api/docs.html"

    def __init__(self):
        super().__init__({"validatorUrl": None})  # else it would ask a server elsewhere
