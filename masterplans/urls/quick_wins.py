"""Where are quick wins nominated, scored, chosen, described and reported on?"""

from django.urls import path, re_path

from masterplans.views import (
    quick_win_course,
    quick_win_detail,
    quick_win_scoring,
    quick_wins,
)

urlpatterns = [
    path("quick-win/<int:pk>/", quick_win_detail.quick_win_detail, name="quick_win_detail"),
    path("quick-win/<int:pk>/profil/", quick_wins.quick_win_profile, name="quick_win_profile"),
    path("quick-win/<int:pk>/pilih/", quick_wins.quick_win_choose, name="quick_win_choose"),
    path("quick-win/<int:pk>/tetapkan/", quick_wins.quick_win_finalise, name="quick_win_finalise"),
    path(
        "quick-win/<int:pk>/kembalikan/",
        quick_wins.quick_win_return_to_choice,
        name="quick_win_return_to_choice",
    ),
    path("quick-win/<int:pk>/batalkan/", quick_wins.quick_win_drop, name="quick_win_drop"),
    path("quick-win/<int:pk>/tautan/", quick_win_course.quick_win_links, name="quick_win_links"),
    path("quick-win/<int:pk>/lapor/", quick_win_course.quick_win_report, name="quick_win_report"),
    path(
        "quick-win/laporan/<int:pk>/tarik/",
        quick_win_course.quick_win_report_take_back,
        name="quick_win_report_take_back",
    ),
    re_path(
        r"^quick-win/(?P<pk>[0-9]{1,9})/(?P<side>sebelum|sesudah)/$",
        quick_win_course.quick_win_condition,
        name="quick_win_condition",
    ),
    path("swot/<int:pk>/quick-win/", quick_win_course.swot_links, name="swot_links"),
    path("penilai/<int:pk>/", quick_win_scoring.quick_win_score, name="quick_win_score"),
    path(
        "penilai/<int:pk>/buka/",
        quick_win_scoring.quick_win_scorer_reopen,
        name="quick_win_scorer_reopen",
    ),
    path(
        "penilai/<int:pk>/lepas/",
        quick_win_scoring.quick_win_scorer_release,
        name="quick_win_scorer_release",
    ),
    path("<slug:slug>/quick-win/", quick_wins.quick_win_list, name="quick_win_list"),
    path(
        "<slug:slug>/quick-win/usulkan/", quick_wins.quick_win_nominate, name="quick_win_nominate"
    ),
    path(
        "<slug:slug>/quick-win/pemilihan/",
        quick_win_scoring.quick_win_choice,
        name="quick_win_choice",
    ),
    path(
        "<slug:slug>/quick-win/penilai/",
        quick_win_scoring.quick_win_scorers_ask,
        name="quick_win_scorers_ask",
    ),
    path(
        "<slug:slug>/quick-win/penilai/ingatkan/",
        quick_win_scoring.quick_win_scorers_remind,
        name="quick_win_scorers_remind",
    ),
]
