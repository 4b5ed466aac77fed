"""Where are the pages of bringing Word documents in and taking texts out?"""

from django.urls import path

from masterplans.views import word, word_remarks

urlpatterns = [
    path("bagian/<int:pk>/unduh.docx", word.section_word, name="section_word"),
    path("bagian/<int:pk>/impor-word/", word.section_word_import, name="section_word_import"),
    path("bagian/<int:pk>/tempel/", word.section_paste, name="section_paste"),
    path("bab/<int:pk>/unduh.docx", word.chapter_word, name="chapter_word"),
    path("bab/<int:pk>/impor-word/", word.chapter_word_import, name="chapter_word_import"),
    path(
        "bab/<int:pk>/komentar-word/",
        word_remarks.chapter_word_remarks,
        name="chapter_word_remarks",
    ),
    path("impor-word/<int:pk>/", word.word_import_detail, name="word_import_detail"),
    path("impor-word/<int:pk>/terapkan/", word.word_import_apply, name="word_import_apply"),
    path("impor-word/<int:pk>/komentar/", word_remarks.word_remark, name="word_remark"),
    path("impor-word/<int:pk>/buang/", word.word_import_discard, name="word_import_discard"),
    path("impor-word/<int:pk>/berkas/", word.word_source, name="word_source"),
    path("impor-word/<int:pk>/gambar/<str:sha256>/", word.word_picture, name="word_picture"),
]
