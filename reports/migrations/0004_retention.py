
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_narratives_and_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='Deletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('voucher', 'vouchers'), ('list', 'lists of participants'), ('claim', 'travel claims'), ('file', 'funding files')], max_length=12, verbose_name='kind of paper')),
                ('what', models.CharField(max_length=200, verbose_name='what was deleted')),
                ('kept_until', models.DateField(verbose_name='kept until')),
                ('deleted_at', models.DateTimeField(verbose_name='deleted at')),
            ],
            options={
                'verbose_name': 'deletion',
                'verbose_name_plural': 'deletions',
                'indexes': [models.Index(fields=['-deleted_at', '-id'], name='deletion_order')],
            },
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('voucher', 'vouchers'), ('list', 'lists of participants'), ('claim', 'travel claims'), ('file', 'funding files')], max_length=12, verbose_name='kind of paper')),
                ('valid_from', models.DateField(verbose_name='for papers from')),
                ('years', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='years')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
            ],
            options={
                'verbose_name': 'rule on keeping',
                'verbose_name_plural': 'rules on keeping',
                'constraints': [models.UniqueConstraint(fields=('kind', 'valid_from'), name='retention_rule_once_per_kind_and_day', violation_error_message='There is a rule from this day on already.'), models.CheckConstraint(condition=models.Q(('kind__in', ['voucher', 'list', 'claim', 'file']), ('years__gte', 1), ('years__lte', 30)), name='retention_rule_is_for_some_years')],
            },
        ),
    ]
