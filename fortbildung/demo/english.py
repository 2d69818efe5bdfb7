"""What the demo's editors have written in English, too."""

ENTRIES = {
    "Neu in der Beratung": (
        "New to counselling",
        "Basics, tasks and structures for the first months.",
    ),
    "Sicher im Recht": (
        "Sure of the law",
        "Residence and asylum law, from the basics to the difficult case.",
    ),
    "Gespräche und Methoden": (
        "Conversations and methods",
        "Advise, moderate, lead groups – under pressure, too.",
    ),
    "Existenz sichern": (
        "Making ends meet",
        "Benefits, work and language: what the people you advise are entitled to.",
    ),
    "Digital beraten": (
        "Advising digitally",
        "Data protection, social media and tools for every day.",
    ),
    "Gut auf sich achten": (
        "Taking care of yourself",
        "Attitude, safety and health in a demanding job.",
    ),
}
CALL = {
    "title": "Any questions?",
    "text": "We have answered the most frequent ones: costs, illness, certificates.",
    "button": "Frequent questions",
}
PICTURE = "Eight coloured circles stand around an open middle like chairs in a circle."
ANSWERS_TITLE = "Frequent questions"
ANSWERS = [
    (
        "Who pays for the journey?",
        (
            "<p>Your employer does. In the programme it is accounted for by the Federal Travel "
            "Expenses Act.</p>"
        ),
    ),
    (
        "What happens when I fall ill?",
        (
            "<p>Cancel under <b>My training</b>, or let a colleague take your seat. With a "
            "reason the cancellation fee is waived.</p>"
        ),
    ),
    (
        "Do I get a certificate?",
        (
            "<p>Yes, as a PDF, once the seminar is closed and if you were there for at least 80 % "
            "of the time.</p>"
        ),
    ),
]
# The course every newcomer begins with.
COURSE = {
    "intro_en": (
        "You have just begun in migration counselling (MBE). In this seminar you learn about its "
        "mission, target groups and ways of working, and place your tasks between counselling, "
        "case management and local cooperation."
    ),
    "outcomes_en": (
        "<ul><li>explain the mission and the limits of the MBE to others</li>"
        "<li>plan counselling from the first conversation to the end</li>"
        "<li>place support plans and case management in your own work</li>"
        "<li>choose the right specialist service to refer somebody to</li></ul>"
    ),
    "audience_en": "<p>For counsellors who have started in the MBE recently.</p>",
}
COURSE_BODY = (
    "<p>You work out the basics of the MBE: target groups, what counselling means here, support "
    "plans, and how to work with authorities, course providers and specialist services.</p>"
    "<p>Short inputs alternate with casework in small groups. You bring along questions from your "
    "first weeks and answer them together. The seminar is held in German.</p>"
)
