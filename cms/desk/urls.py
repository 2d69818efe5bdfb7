"""Addresses of the desk beside the section “Veranstaltungen”."""

from django.urls import include, path

from cms.desk import (
    certificate_design,
    certificate_runs,
    certificates,
    course_editing,
    courses,
    kind_rules,
    legal,
    looks,
    proofs,
    qualifications,
    questionnaires,
    recognitions,
    requirements,
    sign_ons,
    synonyms,
    topics,
)
from cms.desk.funding_urls import grant_patterns

course_patterns = [
    path("kurse/", courses.CourseList.as_view(), name="index"),
    path("kurse/neu/", course_editing.NewCourse.as_view(), name="add"),
    path("kurse/<int:pk>/aendern/", course_editing.EditCourse.as_view(), name="edit"),
    path("kurse/<int:pk>/seite/", course_editing.MakePage.as_view(), name="page"),
    path("kurse/<int:pk>/", courses.EditPrerequisites.as_view(), name="prerequisites"),
    path(
        "kurse/<int:pk>/fragebogen/",
        questionnaires.EditQuestionnaire.as_view(),
        name="questionnaire",
    ),
    path("kurse/<int:pk>/regel/", courses.SetPolicy.as_view(), name="policy"),
    path(
        "kurse/<int:pk>/entfernen/<int:condition>/",
        courses.DropPrerequisite.as_view(),
        name="drop_prerequisite",
    ),
    path("interesse/", courses.InterestList.as_view(), name="interest"),
]
qualification_patterns = [
    path("", qualifications.KindList.as_view(), name="index"),
    path("neu/", qualifications.NewKind.as_view(), name="add"),
    path("<int:pk>/", qualifications.EditKind.as_view(), name="edit"),
    path("nachweise/", qualifications.RecordList.as_view(), name="records"),
    path("nachweise/neu/", qualifications.Record.as_view(), name="record"),
    path("nachweise/<int:pk>/", qualifications.Withdraw.as_view(), name="withdraw"),
]
proof_patterns = [
    path("uebersicht/", proofs.DeskMatrix.as_view(), name="matrix"),
    path("uebersicht.<str:kind>", proofs.DeskMatrixFile.as_view(), name="matrix_file"),
    path("uebersicht/<int:pk>/buchen/", proofs.DeskBookAll.as_view(), name="book_all"),
    path("abdeckung/", proofs.Coverage.as_view(), name="coverage"),
    path("<int:pk>/regel/", kind_rules.EditRule.as_view(), name="rule"),
    path("wirkungen/", kind_rules.EffectList.as_view(), name="effects"),
    path("wirkungen/neu/", kind_rules.NewEffect.as_view(), name="new_effect"),
    path("wirkungen/<int:pk>/", kind_rules.DropEffect.as_view(), name="drop_effect"),
    path("erlasse/", kind_rules.DecreeList.as_view(), name="decrees"),
    path("erlasse/neu/", kind_rules.NewDecree.as_view(), name="new_decree"),
    path("erlasse/<int:pk>/", kind_rules.RevokeDecree.as_view(), name="revoke_decree"),
    path("anforderungen/", requirements.RequirementList.as_view(), name="requirements"),
    path("anforderungen/neu/", requirements.NewRequirement.as_view(), name="new_requirement"),
    path(
        "anforderungen/<int:pk>/",
        requirements.ChangeRequirement.as_view(),
        name="change_requirement",
    ),
    path(
        "anforderungen/<int:pk>/ende/",
        requirements.EndRequirement.as_view(),
        name="end_requirement",
    ),
    path("gleichwertig/", recognitions.EquivalenceList.as_view(), name="equivalences"),
    path("gleichwertig/neu/", recognitions.NewEquivalence.as_view(), name="new_equivalence"),
    path(
        "gleichwertig/<int:pk>/",
        recognitions.WithdrawEquivalence.as_view(),
        name="withdraw_equivalence",
    ),
    path("eingereicht/", recognitions.EvidenceList.as_view(), name="evidence"),
    path("eingereicht/<int:pk>/", recognitions.DecideAtDesk.as_view(), name="decide"),
]
synonym_patterns = [
    path("", synonyms.SynonymsList.as_view(), name="index"),
    path("neu/", synonyms.NewSynonyms.as_view(), name="add"),
    path("<int:pk>/", synonyms.EditSynonyms.as_view(), name="edit"),
]
topic_patterns = [
    path("", topics.TopicList.as_view(), name="index"),
    path("<int:pk>/", topics.EditTopic.as_view(), name="edit"),
]
certificate_patterns = [
    path("", certificates.CertificateList.as_view(), name="index"),
    path("<int:pk>/", certificates.ShowCertificate.as_view(), name="show"),
    path("<int:pk>/widerrufen/", certificates.Revoke.as_view(), name="revoke"),
    path("<int:pk>/ersetzen/", certificates.Replace.as_view(), name="replace"),
    path("ausstellen/<int:pk>/", certificate_runs.StartRun.as_view(), name="start"),
    path("ausstellung/<int:pk>/", certificate_runs.ShowRun.as_view(), name="run"),
    path("gestaltung/<int:pk>/", certificate_design.EditDesign.as_view(), name="design"),
    path("gestaltung/<int:pk>/muster/", certificate_design.Preview.as_view(), name="preview"),
]
look_patterns = [
    path("", looks.Looks.as_view(), name="index"),
    path("<int:pk>/", looks.EditLook.as_view(), name="edit"),
]
sign_on_patterns = [
    path("", sign_ons.SignOnList.as_view(), name="index"),
    path("neu/<str:protocol>/", sign_ons.NewSignOn.as_view(), name="add"),
    path("<int:pk>/", sign_ons.EditSignOn.as_view(), name="edit"),
]
legal_patterns = [
    path("", legal.LegalTexts.as_view(), name="index"),
    path("<int:pk>/", legal.ShowLegalText.as_view(), name="text"),
    path("<str:regime>/<str:kind>/neu/", legal.WriteLegalText.as_view(), name="write"),
]
urlpatterns = [
    path("bescheinigungen/", include((certificate_patterns, "desk_certificates"))),
    path("erscheinungsbild/", include((look_patterns, "desk_looks"))),
    path("anmeldedienste/", include((sign_on_patterns, "desk_sign_ons"))),
    path("rechtstexte/", include((legal_patterns, "desk_legal"))),
    path("themenfelder/", include((topic_patterns, "desk_topics"))),
    path("synonyme/", include((synonym_patterns, "desk_synonyms"))),
    path("zuwendungen/", include((grant_patterns, "desk_funding"))),
    path("", include((course_patterns, "desk_courses"))),
    path("qualifikationen/", include((proof_patterns, "desk_proofs"))),
    path("qualifikationen/", include((qualification_patterns, "desk_qualifications"))),
]
