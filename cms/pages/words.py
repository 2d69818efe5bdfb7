"""Which courses have the words somebody typed: in any form, by another name, or mistyped."""

import re
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchVector, TrigramWordSimilarity
from django.db.models import Q
from django.db.models.functions import Greatest

from courses.models import Course, Synonyms, Topic

ALIKE = 0.5  # one or two wrong letters in a word, not another word
MOST_VARIANTS = 8


def courses_with(words, *, among, pages):
    """Which keys `among` are of courses that have the words, and whether they only come close.

    A course also has the words of its topics and of the introduction on its page.
    """
    groups = [synonyms.each for synonyms in Synonyms.objects.order_by("pk")]
    found = among & _exactly(variants(words, groups), pages)
    return (found, False) if found else (among & _nearly(words), True)


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


def _exactly(typed, pages):
    """One statement of several parts, each of which has an index of its own."""
    query = _any_of(typed, "german")
    by_text = Course.objects.filter(Q(search=query) | Q(search=_any_of(typed, "simple")))
    by_part = Course.objects.filter(reduce(or_, (Q(title__icontains=each) for each in typed)))
    named = Topic.objects.annotate(vector=SearchVector("name", config="german"))
    topics = named.filter(vector=query).values("pk")
    by_topic = Course.topics.through.objects.filter(topic__in=topics)
    intros = pages.annotate(intro_vector=SearchVector("intro", config="german"))
    by_intro = intros.filter(intro_vector=query)
    parts = [by_part.values_list("pk"), by_topic.values_list("course")]
    keys = by_text.values_list("pk").union(*parts, by_intro.values_list("course"))
    return {key for (key,) in keys}


def _any_of(typed, config):
    queries = [SearchQuery(each, config=config, search_type="websearch") for each in typed]
    return reduce(or_, queries)


def _nearly(words):
    """Courses whose title or code nearly has the words."""
    alike = Greatest(TrigramWordSimilarity(words, "title"), TrigramWordSimilarity(words, "code"))
    near = Course.objects.annotate(alike=alike).filter(alike__gte=ALIKE)
    return set(near.values_list("pk", flat=True))
