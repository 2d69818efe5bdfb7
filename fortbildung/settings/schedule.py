"""What the beat calls, and when. Each may run twice, or late, without harm."""

from datetime import timedelta

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "beat the worker's heart": {
        "task": "fortbildung.shared.tasks.beat_heart",
        "schedule": timedelta(seconds=20),
    },
    "deliver mails left behind": {
        "task": "fortbildung.shared.tasks.deliver_due_mails",
        "schedule": timedelta(seconds=30),
    },
    "forget old idempotency keys": {
        "task": "fortbildung.shared.tasks.forget_old_keys",
        "schedule": timedelta(hours=1),
    },
    "forget limits counted while the cache was away": {
        "task": "fortbildung.shared.tasks.forget_expired_limits",
        "schedule": timedelta(hours=1),
    },
    "issue certificates": {
        "task": "certificates.tasks.issue_due_certificates",
        "schedule": timedelta(minutes=15),
    },
    "keep qualifications up with what was attended": {
        "task": "certificates.tasks.keep_qualifications",
        "schedule": timedelta(minutes=10),
    },
    "remind of qualifications": {
        "task": "certificates.tasks.remind_of_qualifications",
        "schedule": crontab(hour=8, minute=15),
    },
    "keep deadlines of seats": {
        "task": "courses.tasks.keep_deadlines",
        "schedule": timedelta(minutes=1),
    },
    "send messages left behind": {
        "task": "courses.tasks.send_messages",
        "schedule": timedelta(minutes=1),
    },
    "erase old messages": {
        "task": "courses.tasks.erase_old_messages",
        "schedule": crontab(hour=3, minute=5),
    },
    "carry out bulk actions": {
        "task": "courses.tasks.carry_out_batches",
        "schedule": timedelta(minutes=1),
    },
    "issue certificates asked for in bulk": {
        "task": "certificates.tasks.carry_out_batches",
        "schedule": timedelta(minutes=1),
    },
    "go on with issuing what offices owe": {
        "task": "certificates.tasks.carry_on_runs",
        "schedule": timedelta(minutes=1),
    },
    "go on with files for funders": {
        "task": "reports.tasks.carry_on_files",
        "schedule": timedelta(minutes=1),
    },
    "make reports left behind": {
        "task": "reports.tasks.make_reports",
        "schedule": timedelta(minutes=1),
    },
    "sum up what has changed since reports were counted": {
        "task": "reports.tasks.sum_up_changes",
        "schedule": timedelta(minutes=2),
    },
    "forget reports that were made": {
        "task": "reports.tasks.forget_made_reports",
        "schedule": timedelta(hours=1),
    },
    "remind": {
        "task": "courses.tasks.remind",
        "schedule": timedelta(minutes=30),
    },
    "remind of feedback": {
        "task": "courses.tasks.remind_of_feedback",
        "schedule": crontab(hour=9, minute=5),
    },
    "tell of new dates that fit saved searches": {
        "task": "cms.tasks.tell_of_new_dates",
        "schedule": timedelta(minutes=15),
    },
    "send saved reports": {
        "task": "reports.tasks.send_due_reports",
        "schedule": timedelta(minutes=30),
    },
    "send digests": {
        "task": "courses.tasks.send_digests",
        "schedule": timedelta(minutes=30),
    },
    "hold seminars that are over": {
        "task": "courses.tasks.hold_due_seminars",
        "schedule": timedelta(minutes=10),
    },
    "erase what participants needed": {
        "task": "courses.tasks.erase_old_needs",
        "schedule": crontab(hour=3, minute=15),
    },
    "record who checked in before the beginning": {
        "task": "courses.tasks.record_check_ins",
        "schedule": timedelta(minutes=2),
    },
    "erase names that need not be kept any more": {
        "task": "courses.tasks.erase_due_names",
        "schedule": crontab(hour=3, minute=30),
    },
    "erase these names from certificates": {
        "task": "certificates.tasks.forget_names",
        "schedule": crontab(hour=3, minute=40),
    },
    "delete papers that need not be kept any more": {
        "task": "reports.tasks.delete_due_papers",
        "schedule": crontab(hour=3, minute=45),
    },
    "erase old invitations": {
        "task": "organisations.tasks.erase_old_invitations",
        "schedule": crontab(hour=3, minute=25),
    },
    "erase old reports of barriers": {
        "task": "organisations.tasks.erase_old_barriers",
        "schedule": crontab(hour=3, minute=35),
    },
    "erase old mails": {
        "task": "fortbildung.shared.tasks.erase_old_mails",
        "schedule": crontab(hour=3, minute=10),
    },
    "clear expired sessions": {
        "task": "fortbildung.shared.tasks.clear_expired_sessions",
        "schedule": crontab(hour=3, minute=20),
    },
}
