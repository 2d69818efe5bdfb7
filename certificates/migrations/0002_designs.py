import django.core.validators
import django.db.models.deletion
import fortbildung.shared.letters
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0001_initial'),
        ('courses', '0033_assessments'),
        ('organisations', '0012_names_are_kept_until'),
    ]

    operations = [
        migrations.CreateModel(
            name='Design',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English')], default='de', max_length=2, verbose_name='language of the papers')),
                ('accent', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^(#[0-9a-f]{6})?$', 'Write the colour like this: #1a5fb4.')], verbose_name='accent colour')),
                ('footer', models.CharField(blank=True, max_length=200, validators=[fortbildung.shared.letters.validate_printable], verbose_name='footer')),
                ('funder_note', models.CharField(blank=True, max_length=400, validators=[fortbildung.shared.letters.validate_printable], verbose_name='note on the funding')),
            ],
            options={
                'verbose_name': 'design of certificates',
                'verbose_name_plural': 'designs of certificates',
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('png', models.BinaryField()),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
            },
        ),
        migrations.CreateModel(
            name='TextBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('attendance', 'certificate of attendance'), ('partial', 'confirmation of partial attendance'), ('achievement', 'certificate of achievement')], max_length=12)),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English')], max_length=2)),
                ('title', models.CharField(blank=True, max_length=60, validators=[fortbildung.shared.letters.validate_printable], verbose_name='heading')),
                ('text', models.CharField(blank=True, max_length=600, validators=[fortbildung.shared.letters.validate_printable], verbose_name='text below')),
            ],
            options={
                'verbose_name': 'text of certificates',
                'verbose_name_plural': 'texts of certificates',
            },
        ),
        migrations.AddField(
            model_name='design',
            name='central_office',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='certificate_design', to='organisations.centraloffice'),
        ),
        migrations.AddField(
            model_name='design',
            name='logo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='certificates.picture'),
        ),
        migrations.AddField(
            model_name='design',
            name='signature',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='certificates.picture'),
        ),
        migrations.AddField(
            model_name='textblock',
            name='design',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='certificates.design'),
        ),
        migrations.AddConstraint(
            model_name='design',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['de', 'en'])), name='design_language_is_known'),
        ),
        migrations.AddConstraint(
            model_name='design',
            constraint=models.CheckConstraint(condition=models.Q(('accent__regex', '^(#[0-9a-f]{6})?$')), name='design_accent_is_a_colour'),
        ),
        migrations.AddConstraint(
            model_name='textblock',
            constraint=models.UniqueConstraint(fields=('design', 'kind', 'language'), name='text_block_once_per_kind_and_language'),
        ),
        migrations.AddConstraint(
            model_name='textblock',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['attendance', 'partial', 'achievement']), ('language__in', ['de', 'en'])), name='text_block_is_of_a_kind'),
        ),
    ]
