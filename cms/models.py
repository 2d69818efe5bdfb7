from cms.pages.catalogue import CatalogueIndexPage, OfficeSectionPage
from cms.pages.courses import CoursePage
from cms.pages.home import HomePage
from cms.pages.texts import TextPage

__all__ = ["CatalogueIndexPage", "CoursePage", "HomePage", "OfficeSectionPage", "TextPage"]
