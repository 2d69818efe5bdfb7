"""Files for those who take part."""

import courses.models.materials
import django.db.models.deletion
import fortbildung.shared.files
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0013_seminars_name_no_speakers")]

    operations = [
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('file', models.FileField(max_length=120, storage=fortbildung.shared.files.private_storage, upload_to=courses.models.materials.material_file, verbose_name='file')),
                ('filename', models.CharField(max_length=120)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seminar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='courses.seminar')),
            ],
            options={
                'verbose_name': 'material',
                'verbose_name_plural': 'materials',
            },
        ),
    ]
