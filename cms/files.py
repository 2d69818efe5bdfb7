"""Who may read a picture or a document: everybody once it stands on a published page."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

WORKING_WITH_IT = ["add", "change", "choose"]


def is_public(item):
    """On a published page everybody may read, and in no private collection."""
    return not _restrictions(item) and _on_public_page(item)


def may_read(item, request):
    """Else whoever works with files of its collection; a private one is for whom it is."""
    if is_public(item):
        return True
    if _works_with(item, request.user):
        return True
    allowed = all(restriction.accept_request(request) for restriction in _restrictions(item))
    return allowed and _on_public_page(item)


def _restrictions(item):
    return list(item.collection.get_view_restrictions())


def _on_public_page(item):
    pages = Page.objects.live().public().annotate(key=Cast("pk", CharField()))
    references = ReferenceIndex.get_references_to(item).filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=pages.values("key"),
    )
    return references.exists()


def _works_with(item, user):
    policy = policy_registry.get_by_type(type(item))
    return user.is_authenticated and policy.user_has_any_permission_for_instance(
        user, WORKING_WITH_IT, item
    )
