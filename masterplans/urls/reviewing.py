"""Where are the pages of reading, commenting and judging chapters?"""

from django.urls import path

from masterplans.views import (
    approving,
    chapters,
    comments,
    faults,
    mentor_edits,
    phrases,
    preparing,
    reopening,
    review,
)

urlpatterns = [
    path("tinjauan/", review.review_queue, name="review_queue"),
    path("tinjauan/berikutnya/", review.review_next, name="review_next"),
    path("tinjauan/<int:pk>/lewati/", review.review_skip, name="review_skip"),
    path("tinjauan/<int:pk>/catatan/", preparing.review_prepare, name="review_prepare"),
    path("temuan/", faults.fault_list, name="fault_list"),
    path("frasa/", phrases.phrase_list, name="phrase_list"),
    path("frasa/<int:pk>/", phrases.phrase_change, name="phrase_change"),
    path("frasa/<int:pk>/hapus/", phrases.phrase_remove, name="phrase_remove"),
    path("bab/<int:pk>/", chapters.chapter_detail, name="chapter_detail"),
    path("bab/<int:pk>/kirim/", chapters.chapter_submit, name="chapter_submit"),
    path("bab/<int:pk>/tarik/", chapters.chapter_withdraw, name="chapter_withdraw"),
    path("bab/<int:pk>/minta-perbaikan/", chapters.chapter_send_back, name="chapter_send_back"),
    path("bab/<int:pk>/setujui/", chapters.chapter_approve, name="chapter_approve"),
    path("bab/<int:pk>/buka-kembali/", chapters.chapter_reopen, name="chapter_reopen"),
    path("bab/<int:pk>/tugaskan/", chapters.chapter_assign, name="chapter_assign"),
    path("bab/<int:pk>/komentar/", comments.comment_add, name="comment_add"),
    path("komentar/<int:pk>/jawab/", comments.comment_answer, name="comment_answer"),
    path("komentar/<int:pk>/tanya-lagi/", comments.comment_ask_again, name="comment_ask_again"),
    path("komentar/<int:pk>/tutup/", comments.comment_close, name="comment_close"),
    path("komentar/<int:pk>/frasa/", comments.phrase_keep, name="phrase_keep"),
    path("komentar/<int:pk>/terima/", comments.suggestion_accept, name="suggestion_accept"),
    path("komentar/<int:pk>/tolak/", comments.suggestion_decline, name="suggestion_decline"),
    path("bab/<int:pk>/komentar-tabel/", preparing.comment_on_cell, name="comment_on_cell"),
    path("bab/<int:pk>/ubah/", reopening.chapter_change, name="chapter_change"),
    path("bab/<int:pk>/suntingan/", mentor_edits.mentor_edit_begin, name="mentor_edit_begin"),
    path("suntingan/<int:pk>/", mentor_edits.mentor_edit, name="mentor_edit"),
    path(
        "suntingan/<int:pk>/bagian/<int:section>/",
        mentor_edits.mentor_edit_write,
        name="mentor_edit_write",
    ),
    path("suntingan/<int:pk>/tawarkan/", mentor_edits.mentor_edit_offer, name="mentor_edit_offer"),
    path("suntingan/<int:pk>/buang/", mentor_edits.mentor_edit_discard, name="mentor_edit_discard"),
    path(
        "suntingan/<int:pk>/tarik/",
        mentor_edits.mentor_edit_take_back,
        name="mentor_edit_take_back",
    ),
    path(
        "suntingan/<int:pk>/terima/", mentor_edits.mentor_edit_confirm, name="mentor_edit_confirm"
    ),
    path("suntingan/<int:pk>/tolak/", mentor_edits.mentor_edit_refuse, name="mentor_edit_refuse"),
    path("<slug:slug>/persetujuan/", approving.approvals_change, name="approvals_change"),
]
