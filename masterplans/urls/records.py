"""Where are the pages of the plan's records?"""

from django.urls import path

from masterplans.views import direction, grids, programs, records

urlpatterns = [
    path("catatan/<slug:kind>/<int:pk>/", records.record_change, name="record_change"),
    path("catatan/<slug:kind>/<int:pk>/hapus/", records.record_remove, name="record_remove"),
    path("program/<int:pk>/", programs.program_change, name="program_change"),
    path("program/<int:pk>/hapus/", programs.program_remove, name="program_remove"),
    path("<slug:slug>/visi/", direction.vision, name="vision"),
    path("<slug:slug>/visi/ubah/", direction.vision_change, name="vision_change"),
    path("<slug:slug>/kata-kunci/ambil/", direction.keyword_draw, name="keyword_draw"),
    path("<slug:slug>/kisi/<slug:kind>/", grids.record_grid, name="record_grid"),
    path("<slug:slug>/kisi/<slug:kind>/isi/", grids.grid_rows, name="grid_rows"),
    path("<slug:slug>/kisi/<slug:kind>/simpan/", grids.grid_save, name="grid_save"),
    path("<slug:slug>/catatan/<slug:kind>/", records.record_list, name="record_list"),
    path("<slug:slug>/catatan/<slug:kind>/tambah/", records.record_add, name="record_add"),
    path("<slug:slug>/program/", programs.program_list, name="program_list"),
    path("<slug:slug>/program/tambah/", programs.program_add, name="program_add"),
]
