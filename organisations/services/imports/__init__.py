from organisations.services.imports.organisations import import_organisations

__all__ = ["import_organisations"]
