from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0031_spans_are_kept'),
        ('organisations', '__first__'),
    ]

    operations = [
        migrations.AddField(
            model_name='course',
            name='confirms_partial',
            field=models.BooleanField(default=False, help_text='Whoever was there less gets a confirmation of the units attended.', verbose_name='confirms what was attended below that'),
        ),
    ]
