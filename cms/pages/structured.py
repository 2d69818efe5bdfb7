"""Courses as schema.org data, so that search engines and other catalogues understand them.

In the words of the page around it; `inLanguage` is the language a course is held in.
"""

from django.utils import timezone

from courses.kinds import DeliveryMode
from fortbildung.shared.english import said

MODES = {
    DeliveryMode.PRESENCE: ["Onsite"],
    DeliveryMode.ONLINE: ["Online"],
    DeliveryMode.SELF_PACED: ["Online"],
    DeliveryMode.HYBRID: ["Onsite", "Online"],
    DeliveryMode.BLENDED: ["Blended"],
}
MINUTES = 45  # of a teaching unit
ONLINE = "https://schema.org/OnlineEventAttendanceMode"
ONSITE = "https://schema.org/OfflineEventAttendanceMode"
BOTH = "https://schema.org/MixedEventAttendanceMode"


def course_data(page, *, office, seminars):
    """The course with its upcoming seminars as JSON-LD."""
    course = page.course
    about = {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": page.full_url,
        "url": page.full_url,
        "name": f"{course.said}",
        "description": f"{said(page, 'intro')}" or f"{course.said}",
        "courseCode": course.code,
        "inLanguage": "de",
        "timeRequired": _duration(course.teaching_units),
        "provider": _house(office),
        "offers": [_offer(fee) for fee in sorted({seminar.fee for seminar in seminars} or {0})],
    }
    if seminars:
        about["hasCourseInstance"] = [_instance(page, office, seminar) for seminar in seminars]
    return about


def _instance(page, office, seminar):
    course, address = page.course, page.full_url
    return {
        "@type": "CourseInstance",
        "name": f"{course.said}",
        "url": address,
        "organizer": _house(office),
        "identifier": seminar.number,
        "courseMode": MODES[course.delivery_mode],
        "courseWorkload": _duration(course.teaching_units),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": _attendance(course, seminar),
        "startDate": _moment(seminar.starts_at),
        "endDate": _moment(seminar.ends_at),
        "location": _place(seminar, address),
        "maximumAttendeeCapacity": seminar.capacity,
        "remainingAttendeeCapacity": seminar.free,
        "offers": _offer(seminar.fee),
        "subEvent": [
            {
                "@type": "Event",
                "name": session.title or f"{course.said}",
                "startDate": _moment(session.starts_at),
                "endDate": _moment(session.ends_at),
                "location": _place(seminar, address),
            }
            for session in seminar.sessions.all()
        ],
    }


def _house(office):
    return {"@type": "Organization", "name": office.name, "email": office.email}


def _attendance(course, seminar):
    if not seminar.land:
        return ONLINE
    return BOTH if course.delivery_mode == DeliveryMode.HYBRID else ONSITE


def _place(seminar, address):
    """Where the online room is, participants are told; others find the page."""
    if not seminar.land:
        return {"@type": "VirtualLocation", "name": seminar.place, "url": address}
    address = {"@type": "PostalAddress", "addressRegion": seminar.land.name, "addressCountry": "DE"}
    return {"@type": "Place", "name": seminar.place, "address": address}


def _offer(fee):
    category = "Paid" if fee else "Free"
    return {"@type": "Offer", "category": category, "price": f"{fee:.2f}", "priceCurrency": "EUR"}


def _moment(moment):
    return timezone.localtime(moment).isoformat()


def _duration(units):
    """Teaching units as an ISO 8601 duration."""
    return f"PT{int(units * MINUTES)}M"
