"""Where are the pages of the plan's records and quick wins?"""

from django.urls import path

from masterplans.views import programs, quick_wins, records

urlpatterns = [
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
