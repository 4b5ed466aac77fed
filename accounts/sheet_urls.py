"""Where do lists leave and enter as spreadsheets? The same addresses for all of them."""

from django.urls import path

from accounts.views import imports, sheets

app_name = "sheets"
urlpatterns = [
    path("draf/<int:pk>/", imports.draft_detail, name="draft_detail"),
    path("draf/<int:pk>/terapkan/", imports.draft_apply, name="draft_apply"),
    path("draf/<int:pk>/buang/", imports.draft_discard, name="draft_discard"),
    path("draf/<int:pk>/kesalahan.<str:ending>", imports.draft_errors, name="draft_errors"),
    path("<str:name>/<int:scope>/impor/", sheets.sheet_import, name="import"),
    path("<str:name>/<int:scope>/templat.xlsx", sheets.sheet_template, name="template"),
    path("<str:name>/<int:scope>/ekspor.<str:ending>", sheets.sheet_export, name="export"),
]
