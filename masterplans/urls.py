"""Where are the masterplan's pages?"""

from django.urls import path

from masterplans.views import (
    books,
    chapters,
    comments,
    figures,
    plans,
    programs,
    quick_wins,
    records,
    review,
    sections,
    versions,
)

app_name = "masterplans"
urlpatterns = [
    path("tinjauan/", review.review_queue, name="review_queue"),
    path("tinjauan/berikutnya/", review.review_next, name="review_next"),
    path("bagian-saya/", sections.my_sections, name="my_sections"),
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
    path("bagian/<int:pk>/", sections.section_write, name="section_write"),
    path("bagian/<int:pk>/simpan/", sections.section_autosave, name="section_autosave"),
    path("bagian/<int:pk>/gambar/", figures.figure_upload, name="figure_upload"),
    path("bagian/<int:pk>/tugaskan/", sections.section_assign, name="section_assign"),
    path("bagian/<int:pk>/versi/", versions.section_versions, name="section_versions"),
    path("versi/<int:pk>/", versions.text_detail, name="text_detail"),
    path("versi/<int:pk>/pulihkan/", versions.text_restore, name="text_restore"),
    path("catatan/<slug:kind>/<int:pk>/", records.record_change, name="record_change"),
    path("catatan/<slug:kind>/<int:pk>/hapus/", records.record_remove, name="record_remove"),
    path("program/<int:pk>/", programs.program_change, name="program_change"),
    path("program/<int:pk>/hapus/", programs.program_remove, name="program_remove"),
    path("quick-win/<int:pk>/", quick_wins.quick_win_detail, name="quick_win_detail"),
    path("quick-win/<int:pk>/profil/", quick_wins.quick_win_profile, name="quick_win_profile"),
    path("quick-win/<int:pk>/pilih/", quick_wins.quick_win_choose, name="quick_win_choose"),
    path("quick-win/<int:pk>/tetapkan/", quick_wins.quick_win_finalise, name="quick_win_finalise"),
    path(
        "quick-win/<int:pk>/kembalikan/",
        quick_wins.quick_win_return_to_choice,
        name="quick_win_return_to_choice",
    ),
    path("quick-win/<int:pk>/batalkan/", quick_wins.quick_win_drop, name="quick_win_drop"),
    path("edisi/<str:sha256>/", books.edition_download, name="edition_download"),
    path("edisi/<str:sha256>/cabut/", books.edition_withdraw, name="edition_withdraw"),
    path("<slug:slug>/", plans.plan_detail, name="plan_detail"),
    path("<slug:slug>/buku/<int:number>/", books.book_detail, name="book_detail"),
    path("<slug:slug>/buku/<int:number>/pekerjaan/", books.book_job, name="book_job"),
    path("<slug:slug>/buku/<int:number>/rancangan/", books.book_draft, name="book_draft"),
    path(
        "<slug:slug>/buku/<int:number>/rancangan.pdf", books.draft_download, name="draft_download"
    ),
    path("<slug:slug>/buku/<int:number>/terbitkan/", books.book_issue, name="book_issue"),
    path("<slug:slug>/gambar/<str:sha256>", figures.figure, name="figure"),
    path("<slug:slug>/visi/", records.vision, name="vision"),
    path("<slug:slug>/visi/ubah/", records.vision_change, name="vision_change"),
    path("<slug:slug>/catatan/<slug:kind>/", records.record_list, name="record_list"),
    path("<slug:slug>/catatan/<slug:kind>/tambah/", records.record_add, name="record_add"),
    path("<slug:slug>/program/", programs.program_list, name="program_list"),
    path("<slug:slug>/program/tambah/", programs.program_add, name="program_add"),
    path("<slug:slug>/quick-win/", quick_wins.quick_win_list, name="quick_win_list"),
    path(
        "<slug:slug>/quick-win/usulkan/", quick_wins.quick_win_nominate, name="quick_win_nominate"
    ),
]
