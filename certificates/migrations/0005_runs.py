import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0004_kinds_and_ends'),
    ]

    operations = [
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('total', models.PositiveIntegerField()),
                ('issued', models.PositiveIntegerField(default=0)),
                ('hindered', models.PositiveIntegerField(default=0)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'run',
                'verbose_name_plural': 'runs',
            },
        ),
        migrations.AddField(
            model_name='run',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='run',
            name='central_office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_runs', to='organisations.centraloffice'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('central_office',), name='run_one_at_a_time_per_office'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at', None), ('finished_at__gte', models.F('started_at')), _connector='OR'), name='run_finishes_after_it_started'),
        ),
    ]
