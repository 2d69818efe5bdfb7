"""What an operation may raise, beside `Http404` and `Refused`."""


class Invalid(Exception):
    """The request makes no sense; `errors` are pairs of a field and what is wrong with it."""

    def __init__(self, errors):
        super().__init__(errors)
        self.errors = errors

    @classmethod
    def from_form(cls, form):
        return cls([(field, text) for field, texts in form.errors.items() for text in texts])


class NotAllowed(Exception):
    """The token may not be used for this."""


class TooMany(Exception):
    """Too many requests; the next one is welcome in so many `seconds`."""

    def __init__(self, seconds):
        super().__init__(seconds)
        self.seconds = seconds
