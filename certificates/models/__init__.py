from certificates.models.certificates import Certificate
from certificates.models.designs import Design, PaperLanguage, Picture, TextBlock
from certificates.models.runs import Run
from certificates.models.seals import Seal

__all__ = ["Certificate", "Design", "PaperLanguage", "Picture", "Run", "Seal", "TextBlock"]
