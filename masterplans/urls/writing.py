"""Where are the pages of writing?"""

from django.urls import path

from masterplans.views import autosaving, figures, merging, offline, pens, sections, versions

urlpatterns = [
    path("bagian-saya/", sections.my_sections, name="my_sections"),
    path("bagian/luring.js", offline.offline_worker, name="offline_worker"),
    path("bagian/<int:pk>/", sections.section_write, name="section_write"),
    path("bagian/<int:pk>/simpan/", autosaving.section_autosave, name="section_autosave"),
    path("bagian/<int:pk>/gambar/", figures.figure_upload, name="figure_upload"),
    path("bagian/<int:pk>/tugaskan/", sections.section_assign, name="section_assign"),
    path("bagian/<int:pk>/versi/", versions.section_versions, name="section_versions"),
    path("bagian/<int:pk>/pena/", pens.section_pen, name="section_pen"),
    path("bagian/<int:pk>/banding/", versions.section_compare, name="section_compare"),
    path("versi/<int:pk>/gabung/", merging.text_merge, name="text_merge"),
    path("versi/<int:pk>/", versions.text_detail, name="text_detail"),
    path("versi/<int:pk>/pulihkan/", versions.text_restore, name="text_restore"),
    path("<slug:slug>/gambar/<str:sha256>", figures.figure, name="figure"),
]
