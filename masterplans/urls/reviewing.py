"""Where are the pages of reading, commenting and judging chapters?"""

from django.urls import path

from masterplans.views import chapters, comments, review

urlpatterns = [
    path("tinjauan/", review.review_queue, name="review_queue"),
    path("tinjauan/berikutnya/", review.review_next, name="review_next"),
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
]
