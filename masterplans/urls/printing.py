"""Where are the pages of trying how something will be printed?"""

from django.urls import path

from masterplans.views import printing

urlpatterns = [
    path("bab/<int:pk>/cetak/", printing.chapter_print, name="chapter_print"),
    path("bab/<int:pk>/cetak/pekerjaan/", printing.chapter_print_job, name="chapter_print_job"),
    path("bab/<int:pk>/cetak.pdf", printing.chapter_printed, name="chapter_printed"),
]
