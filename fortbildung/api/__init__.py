"""The JSON API, `/api/v1/`: the same services and rules as the pages, for programs.

It sits above all apps; nothing imports it but `fortbildung/urls.py`. Each topic is a router, listed
in `v1.py`. An operation that changes something looks like this:

    @router.post(
        "seminars/{number}/enrolments",
        auth=WRITE,                              # a token that may write; request.auth is it
        response={201: Booked},
        url_name="enrolments",
        summary=_("Book a seat"),
    )
    @idempotent                                  # honours `Idempotency-Key`, below the route
    def book(request, number: str, wish: Wish):  # wrong fields → 422 naming each
        seminar = get_object_or_404(Seminar.objects.published(), number=number)   # → 404
        enrolment = enrol(person=request.auth.user, seminar=seminar, …, now=timezone.now())
        return Status(201, booked(enrolment))    # Refused → 409 with its reasons

- `auth=OPEN` lets strangers in, `READ` asks for a token, `WRITE` for one that may write. The log-in
  of the pages opens nothing here, so a form on another site can do no harm. Each counts the
  request: per token, or per address for strangers.
- Errors are raised: `Http404`, `Refused`, `Invalid`, `NotAllowed`; `problems.py` makes them
  `application/problem+json`. Nothing else is expected.
- With a key, the operation runs inside a transaction. It returns a pydantic model, or `Status` of
  one, and makes one service call.
- Lists take `paging: Query[Paging]` and return `page_of(queryset, paging, shape)`.
- Every route needs a line in `tests/test_permissions.py`.
"""
