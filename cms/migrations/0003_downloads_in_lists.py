from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import StreamChildrenToListBlockOperation

GATHER = [(StreamChildrenToListBlockOperation("download", "downloads"), "")]


class Migration(migrations.Migration):
    """Single downloads become one list of them, at the end of the page."""

    dependencies = [('cms', '0002_blocks_for_editors')]

    operations = [
        MigrateStreamData('cms', model, 'body', GATHER) for model in ('CoursePage', 'TextPage')
    ]
