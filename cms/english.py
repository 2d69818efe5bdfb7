"""The words a new site begins with, for who reads English."""

HOME = {
    "title_en": "Training that reaches the people you advise",
    "lead_en": (
        "Courses for counsellors in migration counselling and youth migration services: find, "
        "book, take part, prove it – in one place."
    ),
    "about_en": (
        "<p>The courses are planned and run by the central offices of the welfare associations "
        "and the youth migration services. The national coordination agrees the programme and "
        "approves the catalogue.</p>"
    ),
}
STEPS = [
    ("Find", "Search the catalogue by topic, place and month. You see free seats at once."),
    (
        "Book",
        (
            "Book with a few details. If all seats are taken you join the waiting list and always "
            "know where you stand."
        ),
    ),
    (
        "Take part and prove it",
        (
            "Dates land in your calendar; if something changes, we write to you. The certificate "
            "is a PDF, and anybody can check online that it is genuine."
        ),
    ),
]
CATALOGUE = {
    "title_en": "Catalogue",
    "intro_en": "All courses of the central offices with their next dates.",
}
ACCESSIBLE = (
    "<p>Everybody should be able to use these pages: with the keyboard, with a screen reader, "
    "magnified, on a phone, without JavaScript.</p>"
    "<h2>How far we comply</h2><p>We measure ourselves against WCAG 2.2, level AA, and EN 301 549. "
    "All pages are checked by machine with every new version, light and dark, wide and narrow; "
    "the most important journeys also by keyboard alone and without JavaScript.</p>"
    "<h2>What is not accessible yet</h2><p>We do not check files that central offices or speakers "
    "upload. Ask us for another version. The terms of booking and the certificates are in "
    "German.</p>"
    "<h2>Report a barrier</h2><p>Something could not be read, found or operated? <a href="
    '"/barrierefreiheit/melden/">Report the barrier</a> – without an account, and without your '
    "name if you like. Whoever leaves an e-mail address gets an answer within a month.</p>"
    "<h2>Explained in plain words</h2><p>How to find and book a course is told "
    '<a href="/einfach-erklaert/">in plain words</a>.</p>'
)
PLAIN = (
    "<p>This page tells you in plain words how to find and book a course.</p>"
    "<h2>What is this?</h2>"
    "<p>Here you find courses for your work in counselling. All courses are in the catalogue. "
    "Everybody can read the catalogue. Most courses are in German.</p>"
    "<h2>You want to find a course</h2>"
    "<ol><li>Open the <b>Catalogue</b>. The link is at the top of every page.</li>"
    "<li>Write a word into the field <b>Search words</b>. For example: Asyl. "
    "Small mistakes do not matter.</li>"
    "<li>Read the courses that were found. You also see if there are free seats.</li>"
    "<li>Press the name of a course. Then you see everything about it.</li></ol>"
    "<h2>You need an account</h2>"
    "<p>You need an account to book. It costs nothing. "
    "Press <b>Log in</b> at the top and then <b>Register</b>. "
    "Tell us where you work. Your manager confirms it. Then you can book.</p>"
    "<h2>You want to book a course</h2>"
    "<ol><li>Open the page of the course.</li>"
    "<li>Press <b>Book</b>.</li>"
    "<li>Read what the page says. Then press <b>Book now</b>.</li>"
    "<li>The next page tells you if you have a seat. You also get an e-mail.</li></ol>"
    "<h2>All seats are taken</h2>"
    "<p>Then you join the waiting list. We tell you your place in it. "
    "When a seat is free, you get an e-mail.</p>"
    "<h2>Your manager must say yes</h2>"
    "<p>Sometimes your manager must say yes first. We keep your seat until then. "
    "The page tells you how long.</p>"
    "<h2>You cannot come</h2>"
    "<p>Open <b>My training</b>. Press the course and then <b>Cancel the enrolment</b>. "
    "You see before if it costs anything.</p>"
    "<h2>After the course</h2>"
    "<p>You get a certificate. It says that you were there. "
    "You find it under <b>My training</b>.</p>"
    "<h2>Something does not work</h2>"
    '<p>Then <a href="/barrierefreiheit/melden/">write to us</a>. '
    "You do not have to tell your name.</p>"
)
# By the address of the page: its title and words.
TEXTS = {
    "impressum": ("Imprint", ""),
    "datenschutz": ("Privacy", ""),
    "barrierefreiheit": ("Accessibility", ACCESSIBLE),
    "einfach-erklaert": ("In plain words", PLAIN),
}
