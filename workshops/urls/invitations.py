"""Where are the pages of agenda, shared rooms, letters, answers, materials and speakers?"""

from django.urls import path

from workshops.views import agenda, letters, materials, meetings, recipients, sessions

BIMTEK = "<slug:slug>/<int:number>"
LETTER = "surat/<int:pk>"
PERSON = "penerima/<int:pk>"
ANSWER = "undangan/<str:token>"

ACTS = {
    "issue": "terbitkan",
    "replace": "ganti",
    "cancel": "batalkan",
    "discard": "buang",
    "send": "kirim",
    "include": "susulkan",
}

urlpatterns = [
    path("sesi/<int:pk>/geser/", sessions.session_delay, name="session_delay"),
    path(f"{LETTER}/", letters.letter_detail, name="letter_detail"),
    path(f"{LETTER}/ubah/", letters.letter_edit, name="letter_edit"),
    path(f"{LETTER}/pratinjau/", letters.letter_preview, name="letter_preview"),
    path(f"{LETTER}/berkas/", letters.letter_document, name="letter_document"),
    path(f"{LETTER}/bertanda-tangan/", letters.letter_sign, name="letter_sign"),
    *(
        path(f"{LETTER}/{word}/", letters.letter_act, {"verb": verb}, name=f"letter_{verb}")
        for verb, word in ACTS.items()
    ),
    path(f"{PERSON}/", recipients.recipient_detail, name="recipient_detail"),
    path(f"{PERSON}/alamat/", recipients.recipient_correct, name="recipient_correct"),
    path(f"{PERSON}/kirim/", recipients.recipient_send, name="recipient_send"),
    path(f"{PERSON}/jawaban/", recipients.recipient_answer, name="recipient_answer"),
    path(f"{ANSWER}/", recipients.letter_answer, name="letter_answer"),
    path(f"{ANSWER}/surat.pdf", recipients.answer_document, name="answer_document"),
    path(f"{ANSWER}/kalender.ics", recipients.answer_calendar, name="answer_calendar"),
    path("bahan/<int:pk>/", materials.material_download, name="material_download"),
    path("bahan/<int:pk>/ubah/", materials.material_change, name="material_change"),
    path("bahan/<int:pk>/urutan/", materials.material_move, name="material_move"),
    path("bahan/<int:pk>/hapus/", materials.material_remove, name="material_remove"),
    path("narasumber/<int:pk>/", materials.speaker_change, name="speaker_change"),
    path("narasumber/<int:pk>/cv/", materials.speaker_cv, name="speaker_cv"),
    path("narasumber/<int:pk>/hapus/", materials.speaker_remove, name="speaker_remove"),
    path(f"{BIMTEK}/agenda/", agenda.agenda_detail, name="agenda_detail"),
    path(f"{BIMTEK}/agenda/panduan/", agenda.agenda_rebuild, name="agenda_rebuild"),
    path(f"{BIMTEK}/agenda/salin/<int:former>/", agenda.agenda_copy, name="agenda_copy"),
    path(f"{BIMTEK}/kalender.ics", agenda.workshop_calendar, name="workshop_calendar"),
    path(f"{BIMTEK}/bersama/", meetings.meeting_detail, name="meeting_detail"),
    path(f"{BIMTEK}/bersama/keluar/", meetings.meeting_leave, name="meeting_leave"),
    path(f"{BIMTEK}/undangan/", letters.letter_list, name="letter_list"),
    path(f"{BIMTEK}/undangan/baru/", letters.letter_draft, name="letter_draft"),
    path(f"{BIMTEK}/bahan/", materials.material_list, name="material_list"),
    path(f"{BIMTEK}/bahan/baru/", materials.material_add, name="material_add"),
    path(f"{BIMTEK}/narasumber/baru/", materials.speaker_add, name="speaker_add"),
]
