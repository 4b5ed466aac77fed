"""Where are the pages of what a plan cites and abbreviates?"""

from django.urls import path

from masterplans.views import pickers, sources

urlpatterns = [
    path("bagian/<int:pk>/rujukan/", pickers.section_places, name="section_places"),
    path("bagian/<int:pk>/sumber/", pickers.section_sources, name="section_sources"),
    path("bagian/<int:pk>/sumber/tambah/", pickers.section_source_add, name="section_source_add"),
    path("bagian/<int:pk>/mendatar/", pickers.section_turn, name="section_turn"),
    path("pustaka/<int:pk>/", sources.source_change, name="source_change"),
    path("pustaka/<int:pk>/hapus/", sources.source_remove, name="source_remove"),
    path("singkatan/<int:pk>/", sources.abbreviation_change, name="abbreviation_change"),
    path("singkatan/<int:pk>/hapus/", sources.abbreviation_remove, name="abbreviation_remove"),
    path("<slug:slug>/pustaka/", sources.source_list, name="source_list"),
    path("<slug:slug>/pustaka/tambah/", sources.source_add, name="source_add"),
    path("<slug:slug>/singkatan/", sources.abbreviation_list, name="abbreviation_list"),
    path("<slug:slug>/singkatan/tambah/", sources.abbreviation_add, name="abbreviation_add"),
]
