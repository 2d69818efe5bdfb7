import cms.pages.entries
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

# What may stand in the body of a page.
BODY = [
    ("text", 0),
    ("quote", 3),
    ("answers", 7),
    ("call", 13),
    ("picture", 17),
    ("downloads", 21),
    ("teaser", 24),
    ("people", 32),
    ("directions", 37),
]
BLOCKS = {
    0: (
        "wagtail.blocks.RichTextBlock",
        (),
        {
            "description": "Paragraphs, lists and headings.",
            "features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"],
            "group": "Words",
            "icon": "pilcrow",
            "label": "text",
            "preview_value": "<h2>Worum es geht</h2><p>Ein Absatz mit <b>Wichtigem</b>.</p>",
            "template": "cms/blocks/text.html",
        },
    ),
    1: (
        "wagtail.blocks.TextBlock",
        (),
        {"help_text": "Word for word, without quotation marks around it.", "label": "quotation"},
    ),
    2: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Name and function, with their consent: “Kim Beispiel, MBE Kassel”.",
            "label": "who said it",
            "required": False,
        },
    ),
    3: ("wagtail.blocks.StructBlock", [[("text", 1), ("source", 2)]], {}),
    4: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "A question or a few words; this alone is seen until it is opened.",
            "label": "heading",
            "max_length": 120,
        },
    ),
    5: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "ol", "ul", "link", "document-link"], "label": "text"},
    ),
    6: ("wagtail.blocks.StructBlock", [[("title", 4), ("text", 5)]], {}),
    7: (
        "wagtail.blocks.ListBlock",
        (6,),
        {
            "description": "Questions and answers, or details that not everybody needs.",
            "group": "Words",
            "icon": "collapse-down",
            "label": "parts to open",
            "min_num": 1,
            "preview_value": [{"text": "<p>Nichts.</p>", "title": "Was kostet das?"}],
            "template": "cms/blocks/answers.html",
        },
    ),
    8: (
        "wagtail.blocks.CharBlock",
        (),
        {"help_text": "What for, in a few words.", "label": "heading", "max_length": 80},
    ),
    9: (
        "wagtail.blocks.TextBlock",
        (),
        {
            "help_text": "One or two sentences.",
            "label": "text",
            "max_length": 300,
            "required": False,
        },
    ),
    10: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "What happens on a click: “Zum Katalog”, never “Hier klicken”.",
            "label": "text of the button",
            "max_length": 40,
        },
    ),
    11: (
        "wagtail.blocks.PageChooserBlock",
        (),
        {
            "help_text": "Where it leads, if to a page of this site.",
            "label": "page",
            "required": False,
        },
    ),
    12: (
        "wagtail.blocks.URLBlock",
        (),
        {"help_text": "Else the full address.", "label": "address elsewhere", "required": False},
    ),
    13: (
        "wagtail.blocks.StructBlock",
        [[("title", 8), ("text", 9), ("button", 10), ("page", 11), ("address", 12)]],
        {},
    ),
    14: (
        "wagtail.images.blocks.ImageBlock",
        [],
        {
            "help_text": "Say below in one sentence what is to be seen; it is read out to whoever does not see the picture. Only what tells nothing is decorative.",
            "label": "picture",
        },
    ),
    15: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Stands below the picture, for everybody; not what is to be seen anyway.",
            "label": "caption",
            "max_length": 200,
            "required": False,
        },
    ),
    16: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "“Foto: Kim Beispiel”, as agreed with whoever holds the rights.",
            "label": "who made it",
            "max_length": 120,
            "required": False,
        },
    ),
    17: ("wagtail.blocks.StructBlock", [[("picture", 14), ("caption", 15), ("credit", 16)]], {}),
    18: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "What somebody gets: “Packliste”, not the name of the file.",
            "label": "title",
        },
    ),
    19: (
        "wagtail.documents.blocks.DocumentChooserBlock",
        (),
        {"help_text": "Everybody may read it once the page is published.", "label": "file"},
    ),
    20: ("wagtail.blocks.StructBlock", [[("title", 18), ("document", 19)]], {}),
    21: (
        "wagtail.blocks.ListBlock",
        (20,),
        {
            "description": "Files to take along, each with its kind and size.",
            "group": "Pictures and files",
            "icon": "download",
            "label": "downloads",
            "min_num": 1,
            "template": "cms/blocks/downloads.html",
        },
    ),
    22: (
        "wagtail.blocks.PageChooserBlock",
        (),
        {
            "help_text": "Its title and dates are shown as they are on the day somebody reads this.",
            "label": "course",
            "page_type": ["cms.CoursePage"],
        },
    ),
    23: (
        "wagtail.blocks.IntegerBlock",
        (),
        {
            "default": 3,
            "help_text": "The next ones at most; past ones disappear by themselves.",
            "label": "how many dates",
            "max_value": 6,
            "min_value": 1,
        },
    ),
    24: (
        "wagtail.blocks.StructBlock",
        [[("course", 22), ("dates", 23)]],
        {"group": "Courses and people"},
    ),
    25: (
        "wagtail.blocks.CharBlock",
        (),
        {"help_text": "With title, if any.", "label": "name", "max_length": 120},
    ),
    26: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Why this person is here: “Referentin”, “Ihre Ansprechperson”.",
            "label": "role",
            "max_length": 120,
            "required": False,
        },
    ),
    27: (
        "wagtail.images.blocks.ImageBlock",
        [],
        {
            "help_text": "Only with the person's consent. A portrait beside the name is decorative.",
            "label": "picture",
        },
    ),
    28: (
        "wagtail.blocks.TextBlock",
        (),
        {
            "help_text": "What they know about the topic, in two or three sentences.",
            "label": "about the person",
            "max_length": 500,
            "required": False,
        },
    ),
    29: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Everybody can read it; better the mailbox of the office.",
            "label": "e-mail",
            "required": False,
        },
    ),
    30: (
        "wagtail.blocks.CharBlock",
        (),
        {"label": "telephone", "max_length": 40, "required": False},
    ),
    31: (
        "wagtail.blocks.StructBlock",
        [[("name", 25), ("role", 26), ("picture", 27), ("text", 28), ("email", 29), ("phone", 30)]],
        {},
    ),
    32: (
        "wagtail.blocks.ListBlock",
        (31,),
        {
            "description": "Speakers or contact persons, with a picture if they like.",
            "group": "Courses and people",
            "icon": "group",
            "label": "people",
            "min_num": 1,
            "preview_value": [{"name": "Kim Beispiel", "picture": None, "role": "Referentin"}],
            "template": "cms/blocks/people.html",
        },
    ),
    33: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Name of the house, street, postcode, city.",
            "label": "where",
            "max_length": 200,
        },
    ),
    34: (
        "wagtail.blocks.TextBlock",
        (),
        {
            "help_text": "From the station to the door: line, stop, how long on foot.",
            "label": "by train and bus",
            "required": False,
        },
    ),
    35: (
        "wagtail.blocks.TextBlock",
        (),
        {"help_text": "Exit, last turn, where to park.", "label": "by car", "required": False},
    ),
    36: (
        "wagtail.blocks.TextBlock",
        (),
        {
            "help_text": "Steps, lift, width of doors, toilet, hearing loop, whom to call at the door.",
            "label": "accessible access",
            "required": False,
        },
    ),
    37: (
        "wagtail.blocks.StructBlock",
        [[("place", 33), ("train", 34), ("car", 35), ("access", 36)]],
        {},
    ),
}


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cms", "0001_wagtail_comes_first"),
        ("courses", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CoursePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="page",
                        to="courses.course",
                        verbose_name="course",
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences.",
                        max_length=600,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "outcomes",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="what participants can do afterwards"
                    ),
                ),
                ("audience", wagtail.fields.RichTextField(blank=True, verbose_name="for whom")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        BODY, blank=True, block_lookup=BLOCKS, verbose_name="more about it"
                    ),
                ),
                (
                    "intro_en",
                    models.TextField(blank=True, max_length=600, verbose_name="introduction"),
                ),
                (
                    "outcomes_en",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="what participants can do afterwards"
                    ),
                ),
                ("audience_en", wagtail.fields.RichTextField(blank=True, verbose_name="for whom")),
                (
                    "body_en",
                    wagtail.fields.StreamField(
                        BODY, blank=True, block_lookup=BLOCKS, verbose_name="more about it"
                    ),
                ),
            ],
            options={
                "verbose_name": "course page",
                "verbose_name_plural": "course pages",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector(
                            "intro", "outcomes", "audience", config="german"
                        ),
                        name="course_page_words_search",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("intro_en", config="english"),
                        name="course_page_english_search",
                    ),
                ],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="CatalogueIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.CharField(blank=True, max_length=300, verbose_name="introduction"),
                ),
                ("title_en", models.CharField(blank=True, max_length=255, verbose_name="title")),
                (
                    "intro_en",
                    models.CharField(blank=True, max_length=300, verbose_name="introduction"),
                ),
            ],
            options={
                "verbose_name": "catalogue",
                "verbose_name_plural": "catalogues",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="OfficeSectionPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "office",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="section",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                ("intro", wagtail.fields.RichTextField(blank=True, verbose_name="introduction")),
                ("title_en", models.CharField(blank=True, max_length=255, verbose_name="title")),
                ("intro_en", wagtail.fields.RichTextField(blank=True, verbose_name="introduction")),
            ],
            options={
                "verbose_name": "section of a central office",
                "verbose_name_plural": "sections of central offices",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("lead", models.CharField(max_length=300, verbose_name="sentence below the title")),
                ("intro", wagtail.fields.RichTextField(blank=True, verbose_name="introduction")),
                (
                    "entries",
                    wagtail.fields.StreamField(
                        [("entry", 8)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "How people would call themselves: “Neu in der Beratung”.",
                                    "label": "for whom",
                                    "max_length": 60,
                                },
                            ),
                            1: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "What they find there, in one sentence.",
                                    "label": "text",
                                    "max_length": 160,
                                },
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": cms.pages.entries.topics,
                                    "label": "topic",
                                    "required": False,
                                },
                            ),
                            3: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": cms.pages.entries.programmes,
                                    "label": "programme",
                                    "required": False,
                                },
                            ),
                            4: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("presence", "in person"),
                                        ("online", "online"),
                                        ("hybrid", "hybrid"),
                                        ("blended", "blended"),
                                        ("self_paced", "self-paced"),
                                    ],
                                    "label": "mode",
                                    "required": False,
                                },
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "As somebody would type them into the catalogue.",
                                    "label": "search words",
                                    "max_length": 100,
                                    "required": False,
                                },
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "for whom, in English",
                                    "max_length": 60,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "text in English", "max_length": 160, "required": False},
                            ),
                            8: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("title", 0),
                                        ("text", 1),
                                        ("topic", 2),
                                        ("programme", 3),
                                        ("mode", 4),
                                        ("q", 5),
                                        ("title_en", 6),
                                        ("text_en", 7),
                                    ]
                                ],
                                {},
                            ),
                        },
                        verbose_name="entry by role",
                    ),
                ),
                (
                    "steps",
                    wagtail.fields.StreamField(
                        [("step", 4)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "One word, best a verb.",
                                    "label": "title",
                                    "max_length": 80,
                                },
                            ),
                            1: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "One or two sentences.",
                                    "label": "text",
                                    "max_length": 300,
                                },
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "title in English", "max_length": 80, "required": False},
                            ),
                            3: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "text in English", "max_length": 300, "required": False},
                            ),
                            4: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 0), ("text", 1), ("title_en", 2), ("text_en", 3)]],
                                {},
                            ),
                        },
                        verbose_name="how it works",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        BODY,
                        blank=True,
                        block_lookup=BLOCKS,
                        help_text="Stands below the steps.",
                        verbose_name="more about it",
                    ),
                ),
                ("about", wagtail.fields.RichTextField(blank=True, verbose_name="who runs it")),
                ("title_en", models.CharField(blank=True, max_length=255, verbose_name="title")),
                (
                    "lead_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="sentence below the title"
                    ),
                ),
                ("intro_en", wagtail.fields.RichTextField(blank=True, verbose_name="introduction")),
                (
                    "body_en",
                    wagtail.fields.StreamField(
                        BODY, blank=True, block_lookup=BLOCKS, verbose_name="more about it"
                    ),
                ),
                ("about_en", wagtail.fields.RichTextField(blank=True, verbose_name="who runs it")),
            ],
            options={
                "verbose_name": "home page",
                "verbose_name_plural": "home pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="TextPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        BODY, blank=True, block_lookup=BLOCKS, verbose_name="text"
                    ),
                ),
                ("title_en", models.CharField(blank=True, max_length=255, verbose_name="title")),
                (
                    "body_en",
                    wagtail.fields.StreamField(
                        BODY, blank=True, block_lookup=BLOCKS, verbose_name="text"
                    ),
                ),
            ],
            options={
                "verbose_name": "text page",
                "verbose_name_plural": "text pages",
            },
            bases=("wagtailcore.page",),
        ),
    ]
