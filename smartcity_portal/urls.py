"""Where is every page? The front door of the house."""

from django.contrib import admin
from django.urls import include, path

from accounts.views.preferences import set_language
from smartcity_portal.dashboards import (
    board_views,
    cohort_board,
    home,
    journeys,
    mentor_board,
    overview,
)
from smartcity_portal.dashboards.style import style_page
from smartcity_portal.dashboards.theme import set_theme
from smartcity_portal.dossier import views as dossier
from smartcity_portal.public import front, pages, regions
from smartcity_portal.threads import views as threads

urlpatterns = [
    path("", front.public_home, name="public_home"),
    path("daerah/", regions.public_regions, name="public_regions"),
    path("daerah/<slug:slug>/", regions.region_page, name="region_page"),
    path("bantuan/", pages.help_page, name="help"),
    path("aksesibilitas/", pages.accessibility, name="accessibility"),
    path("status/", pages.status, name="status"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("bahasa/", set_language, name="set_language"),
    path("tampilan/", set_theme, name="set_theme"),
    path("gaya/", style_page, name="style_page"),
    path("beranda/", home.home, name="home"),
    path("beranda/peran/", home.switch_role, name="switch_role"),
    path("beranda/<slug:slug>/", home.home_of, name="home_of"),
    path("papan/daftarkan/", journeys.journey_begin, name="journey_begin"),
    path("papan/<int:year>/pembimbing/", mentor_board.mentor_board, name="mentor_board"),
    path("papan/<int:year>/", cohort_board.cohort_board, name="cohort_board"),
    path("papan/<int:year>/papan.xlsx", cohort_board.cohort_board_xlsx, name="cohort_board_xlsx"),
    path("papan/<int:year>/simpan/", board_views.board_view_keep, name="board_view_keep"),
    path("papan/tampilan/", board_views.board_view_list, name="board_view_list"),
    path("papan/tampilan/<int:pk>/", board_views.board_view_change, name="board_view_change"),
    path("papan/tampilan/<int:pk>/hapus/", board_views.board_view_remove, name="board_view_remove"),
    path("kegiatan/", overview.enrolment_list, name="enrolment_list"),
    path("akun/", include("allauth.urls")),
    path("orang/", include("accounts.urls")),
    path("lembar/", include("accounts.sheet_urls")),
    path("dosir/<slug:slug>/", dossier.dossier_detail, name="dossier_detail"),
    path("dosir/<slug:slug>/susun/", dossier.dossier_make, name="dossier_make"),
    path("dosir/<slug:slug>/<str:sha256>.zip", dossier.dossier_download, name="dossier_download"),
    path("program/", include("programs.urls")),
    path("rencana/quick-win/<int:pk>/benang/", threads.quick_win_thread, name="quick_win_thread"),
    path(
        "rencana/<slug:slug>/quick-win/lepas/", threads.quick_win_orphans, name="quick_win_orphans"
    ),
    path("rencana/", include("masterplans.urls")),
    path("bimtek/", include("workshops.urls")),
    path("komitmen/", include("commitments.urls")),
    path("periksa/", include("commitments.verify_urls")),
    path("sertifikat/", include("workshops.check_urls")),
    path("health/", include("smartcity_portal.health")),
    path("admin/", admin.site.urls),
]

handler400 = "smartcity_portal.public.errors.bad_request"
handler403 = "smartcity_portal.public.errors.permission_denied"
handler404 = "smartcity_portal.public.errors.page_not_found"
handler500 = "smartcity_portal.public.errors.server_error"
