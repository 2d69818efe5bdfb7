import django.db.models.deletion
import fortbildung.shared.letters
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0032_partial_confirmations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passed', models.BooleanField(verbose_name='passed')),
                ('subject', models.CharField(blank=True, max_length=120, validators=[fortbildung.shared.letters.validate_printable], verbose_name='what was assessed')),
                ('result', models.CharField(blank=True, max_length=60, validators=[fortbildung.shared.letters.validate_printable], verbose_name='result')),
                ('recorded_at', models.DateTimeField()),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='assessment', to='courses.enrolment')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'assessment',
                'verbose_name_plural': 'assessments',
            },
        ),
    ]
