"""Where are the files that are made from a plan?"""

from django.urls import path

from masterplans.views import edition_files, outputs

urlpatterns = [
    path("<slug:slug>/keluaran/", outputs.output_list, name="output_list"),
    path("<slug:slug>/keluaran/pekerjaan/<int:pk>/", outputs.output_job, name="output_job"),
    path(
        "<slug:slug>/keluaran/<str:kind>/<int:number>/buat/",
        outputs.output_make,
        name="output_make",
    ),
    path("berkas-edisi/<str:sha256>/", edition_files.edition_files, name="edition_files"),
    path(
        "berkas-edisi/<str:sha256>/<str:kind>/<int:number>/buat/",
        edition_files.edition_file_make,
        name="edition_file_make",
    ),
    path("keluaran/<int:pk>/unduh/", outputs.output_download, name="output_download"),
]
