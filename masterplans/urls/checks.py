"""Where are the pages of the checks?"""

from django.urls import path

from masterplans.views import checks

urlpatterns = [
    path("bagian/<int:pk>/pemeriksaan/", checks.section_checks, name="section_checks"),
    path("bab/<int:pk>/pemeriksaan/", checks.chapter_checks, name="chapter_checks"),
    path("pemeriksaan/<int:pk>/buka-kembali/", checks.check_reopen, name="check_reopen"),
    path("<slug:slug>/pemeriksaan/", checks.check_list, name="check_list"),
    path("<slug:slug>/pemeriksaan/jalankan/", checks.check_run, name="check_run"),
    path("<slug:slug>/pemeriksaan/kesampingkan/", checks.check_dismiss, name="check_dismiss"),
]
