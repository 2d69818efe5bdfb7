"""Which courses have the words somebody typed, and how near: in any form, renamed or mistyped."""

import re
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchVector, TrigramWordSimilarity
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from courses.models import Course, Synonyms, Topic

ALIKE = 0.5  # one or two wrong letters in a word, not another word
MOST_VARIANTS = 8
# How far a course is from the words: they are its code or title, stand in it, or elsewhere.
THE_VERY_ONE, IN_THE_TITLE, ELSEWHERE = range(3)


def courses_with(words, *, among, pages):
    """How far each course `among` that has the words is, by key, and whether all only come close.

    A course also has the words of its topics, and what its page says it is about and for whom, in
    German or in English, and its English title.
    """
    groups = [synonyms.each for synonyms in Synonyms.objects.order_by("pk")]
    found = _those(_exactly(words, variants(words, groups), pages), among)
    return (found, False) if found else (_those(_nearly(words), among), True)


def _those(found, among):
    """Each once, as near as it was found."""
    nearest = {}
    for key, distance in found:
        if key in among:
            nearest[key] = min(distance, nearest.get(key, distance))
    return nearest


def variants(words, groups):
    """What was typed, and the same with each known word replaced by those that mean the same."""
    found = [words]
    for group in groups:
        for known in group:
            pattern = re.compile(rf"(?<!\w){re.escape(known)}(?!\w)", re.IGNORECASE)
            if pattern.search(words):
                others = [other for other in group if other != known]
                found += [pattern.sub(_literally(other), words) for other in others]
    return list(dict.fromkeys(found))[:MOST_VARIANTS]


def _literally(word):
    return lambda _match: word


def _exactly(words, typed, pages):
    """One statement of several parts, each of which has an index of its own."""
    query = _any_of(typed, "german")
    itself = Course.objects.filter(Q(code__iexact=words) | Q(title__iexact=words))
    by_text = Course.objects.filter(Q(search=query) | Q(search=_any_of(typed, "simple")))
    by_part = Course.objects.filter(reduce(or_, (Q(title__icontains=each) for each in typed)))
    named = Topic.objects.annotate(vector=SearchVector("name", config="german"))
    topics = named.filter(vector=query).values("pk")
    by_topic = Course.topics.through.objects.filter(topic__in=topics)
    worded = pages.annotate(
        german=SearchVector("intro", "outcomes", "audience", config="german"),
        english=SearchVector("intro_en", config="english"),
    )
    by_page = worded.filter(german=query)
    in_english = _any_of(typed, "english")
    by_english = worded.filter(english=in_english)
    called = Course.objects.annotate(english=SearchVector("title_en", config="english"))
    titled = (by_text, by_part, called.filter(english=in_english))
    in_title = [found.values_list("pk", Value(IN_THE_TITLE)) for found in titled]
    rest = (by_topic, by_page, by_english)
    elsewhere = [found.values_list("course", Value(ELSEWHERE)) for found in rest]
    return itself.values_list("pk", Value(THE_VERY_ONE)).union(*in_title, *elsewhere)


def _any_of(typed, config):
    queries = [SearchQuery(each, config=config, search_type="websearch") for each in typed]
    return reduce(or_, queries)


def _nearly(words):
    """Courses whose title or code nearly has the words, the most alike nearest."""
    alike = Greatest(TrigramWordSimilarity(words, "title"), TrigramWordSimilarity(words, "code"))
    near = Course.objects.annotate(alike=alike).filter(alike__gte=ALIKE)
    return near.values_list("pk", 1 - F("alike"))
