"""Where are the programme's pages?"""

from django.urls import path

from programs.views import (
    agencies,
    cohorts,
    editions,
    enrolments,
    invitations,
    mentors,
    officials,
)

app_name = "programs"
urlpatterns = [
    path("angkatan/baru/", cohorts.cohort_create, name="cohort_create"),
    path("angkatan/<int:year>/", cohorts.cohort_detail, name="cohort_detail"),
    path("angkatan/<int:year>/ubah/", cohorts.cohort_edit, name="cohort_edit"),
    path("panduan/", editions.edition_list, name="edition_list"),
    path(
        "panduan/<int:year>/<int:revision>/",
        editions.edition_detail,
        name="edition_detail",
    ),
    path("pembimbing/", mentors.mentor_list, name="mentor_list"),
    path("pembimbing/baru/", mentors.mentor_create, name="mentor_create"),
    path("penugasan/<int:pk>/akhiri/", mentors.mentor_release, name="mentor_release"),
    path("undangan/", invitations.invitation_list, name="invitation_list"),
    path("undangan/baru/<slug:relation>/", invitations.invitation_create, name="invitation_create"),
    path("undangan/<int:pk>/kirim-ulang/", invitations.invitation_resend, name="invitation_resend"),
    path("undangan/<int:pk>/tarik/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("daerah/<slug:slug>/opd/", agencies.agency_list, name="agency_list"),
    path("daerah/<slug:slug>/opd/baru/", agencies.agency_add, name="agency_add"),
    path("daerah/<slug:slug>/tunjuk/", officials.official_appoint, name="official_appoint"),
    path("opd/<int:pk>/", agencies.agency_detail, name="agency_detail"),
    path("opd/<int:pk>/ubah/", agencies.agency_change, name="agency_change"),
    path("opd/anggota/<int:pk>/akhiri/", agencies.member_end, name="member_end"),
    path("masa-jabatan/<int:pk>/akhiri/", officials.tenure_end, name="tenure_end"),
    path("<slug:slug>/", enrolments.enrolment_detail, name="enrolment_detail"),
    path("<slug:slug>/mou/", enrolments.memorandum_register, name="memorandum_register"),
    path("<slug:slug>/mou/berkas/", enrolments.memorandum_file, name="memorandum_file"),
    path("<slug:slug>/pembimbing/tugaskan/", mentors.mentor_assign, name="mentor_assign"),
    path("<slug:slug>/badan/<slug:kind>/", enrolments.body_decree, name="body_decree"),
]
