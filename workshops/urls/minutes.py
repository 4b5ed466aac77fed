"""Where are the pages of minutes, decisions, tasks, photos, visits, evaluation and certificates?"""

from django.urls import path, re_path

from workshops.codes import PATTERN
from workshops.views import (
    answering,
    certificate,
    certificate_signing,
    certificates,
    evaluation,
    minuted,
    minutes,
    minutes_signing,
    photos,
    tasks,
    visits,
)

urlpatterns = [
    path("<slug:slug>/<int:number>/notulen/", minutes.minutes_detail, name="minutes_detail"),
    path("<slug:slug>/<int:number>/notulen/mulai/", minutes.minutes_begin, name="minutes_begin"),
    path("<slug:slug>/<int:number>/notulen/tulis/", minutes.minutes_write, name="minutes_write"),
    path("<slug:slug>/<int:number>/notulen/bagian/", minutes.part_add, name="part_add"),
    path(
        "<slug:slug>/<int:number>/notulen/serahkan/", minutes.minutes_submit, name="minutes_submit"
    ),
    path(
        "<slug:slug>/<int:number>/notulen/tarik/", minutes.minutes_withdraw, name="minutes_withdraw"
    ),
    path(
        "<slug:slug>/<int:number>/notulen/kembalikan/",
        minutes.minutes_reject,
        name="minutes_reject",
    ),
    path("<slug:slug>/<int:number>/notulen/setujui/", minutes.minutes_agree, name="minutes_agree"),
    path(
        "<slug:slug>/<int:number>/notulen/perbaiki/",
        minutes.minutes_correct,
        name="minutes_correct",
    ),
    path("<slug:slug>/<int:number>/notulen/draf.pdf", minutes.minutes_draft, name="minutes_draft"),
    path(
        "<slug:slug>/<int:number>/notulen/versi-<int:version>.pdf",
        minutes.minutes_version,
        name="minutes_version",
    ),
    path(
        "<slug:slug>/<int:number>/notulen/tanda-tangan/",
        minutes_signing.minutes_sign,
        name="minutes_sign",
    ),
    path(
        "<slug:slug>/<int:number>/notulen/versi-<int:version>-ditandatangani.pdf",
        minutes_signing.minutes_signed,
        name="minutes_signed",
    ),
    path("<slug:slug>/<int:number>/keputusan/", minuted.decision_add, name="decision_add"),
    path("keputusan/<int:pk>/", minuted.decision_change, name="decision_change"),
    path("keputusan/<int:pk>/hapus/", minuted.decision_remove, name="decision_remove"),
    path("keputusan/<int:pk>/tugas/", minuted.task_propose, name="task_propose"),
    path("<slug:slug>/tugas/", tasks.task_list, name="task_list"),
    path("tugas/<int:pk>/", tasks.task_detail, name="task_detail"),
    path("tugas/<int:pk>/ubah/", minuted.task_change, name="task_change"),
    path("tugas/<int:pk>/hapus/", minuted.task_remove, name="task_remove"),
    path("tugas/<int:pk>/lapor/", tasks.task_report, name="task_report"),
    path("tugas/<int:pk>/sahkan/", tasks.task_confirm, name="task_confirm"),
    path("tugas/<int:pk>/kembalikan/", tasks.task_reopen, name="task_reopen"),
    path("tugas/<int:pk>/batalkan/", tasks.task_drop, name="task_drop"),
    path("tugas/<int:pk>/alihkan/", tasks.task_reassign, name="task_reassign"),
    path("tugas/<int:pk>/tenggat/", tasks.task_postpone, name="task_postpone"),
    path("tugas/<int:pk>/bukti/", tasks.task_file, name="task_file"),
    path("<slug:slug>/<int:number>/foto/", photos.photo_list, name="photo_list"),
    path("<slug:slug>/<int:number>/foto/tambah/", photos.photo_add, name="photo_add"),
    path("foto/<int:pk>/", photos.photo_file, name="photo_file"),
    path("foto/<int:pk>/kecil/", photos.photo_small, name="photo_small"),
    path("foto/<int:pk>/keterangan/", photos.photo_describe, name="photo_describe"),
    path("foto/<int:pk>/hapus/", photos.photo_remove, name="photo_remove"),
    path("<slug:slug>/kunjungan/", visits.visit_list, name="visit_list"),
    path("<slug:slug>/kunjungan/catat/", visits.visit_record, name="visit_record"),
    path("kunjungan/<int:pk>/", visits.visit_detail, name="visit_detail"),
    path("kunjungan/<int:pk>/ubah/", visits.visit_change, name="visit_change"),
    path("kunjungan/<int:pk>/unggah/", visits.visit_photo_add, name="visit_photo_add"),
    path("<slug:slug>/<int:number>/evaluasi/", evaluation.evaluation, name="evaluation"),
    path(
        "<slug:slug>/<int:number>/evaluasi/buka/",
        evaluation.evaluation_open,
        name="evaluation_open",
    ),
    path(
        "<slug:slug>/<int:number>/evaluasi/tutup/",
        evaluation.evaluation_close,
        name="evaluation_close",
    ),
    path(
        "<slug:slug>/<int:number>/evaluasi/lembar.pdf",
        evaluation.evaluation_slips,
        name="evaluation_slips",
    ),
    path(
        "<slug:slug>/<int:number>/evaluasi/dinding.pdf",
        evaluation.evaluation_wall,
        name="evaluation_wall",
    ),
    path("evaluasi/angkatan/<int:year>/", evaluation.evaluation_compare, name="evaluation_compare"),
    path(
        "<slug:slug>/<int:number>/evaluasi/kirim/",
        evaluation.evaluation_mail,
        name="evaluation_mail",
    ),
    path("evaluasi/isi/<str:token>/", answering.survey_answer, name="survey_answer"),
    re_path(f"^evaluasi/(?P<code>{PATTERN})/$", answering.survey_wall, name="survey_wall"),
    re_path(f"^evaluasi/(?P<code>{PATTERN})/isi/$", answering.survey_take, name="survey_take"),
    path(
        "<slug:slug>/<int:number>/sertifikat/",
        certificates.certificate_list,
        name="certificate_list",
    ),
    path(
        "<slug:slug>/<int:number>/sertifikat/aturan/",
        certificates.certificate_plan,
        name="certificate_plan",
    ),
    path(
        "<slug:slug>/<int:number>/sertifikat/terbitkan/",
        certificates.certificate_issue_all,
        name="certificate_issue_all",
    ),
    path(
        "<slug:slug>/<int:number>/sertifikat/gabung/",
        certificates.certificate_bundle,
        name="certificate_bundle",
    ),
    re_path(
        r"^(?P<slug>[-\w]+)/(?P<number>[0-9]{1,9})/sertifikat/semua\.(?P<ending>zip|pdf)$",
        certificates.certificate_bundle_file,
        name="certificate_bundle_file",
    ),
    path(
        "<slug:slug>/<int:number>/sertifikat/kirim/",
        certificates.certificate_mail,
        name="certificate_mail",
    ),
    path(
        "<slug:slug>/<int:number>/sertifikat/tanda-tangan/",
        certificate_signing.certificate_sign,
        name="certificate_sign",
    ),
    path("sertifikat/peserta/<int:pk>/", certificate.certificate_person, name="certificate_person"),
    path(
        "sertifikat/peserta/<int:pk>/terbitkan/",
        certificate.certificate_issue,
        name="certificate_issue",
    ),
    path("sertifikat/<int:pk>/", certificate.certificate_file, name="certificate_file"),
    path(
        "sertifikat/<int:pk>/tarik/", certificate.certificate_withdraw, name="certificate_withdraw"
    ),
    path(
        "sertifikat/<int:pk>/perbaiki/",
        certificate.certificate_correct,
        name="certificate_correct",
    ),
    path(
        "sertifikat/unduh/<str:token>/",
        certificate.certificate_personal,
        name="certificate_personal",
    ),
]
