"""Where is every page? The front door of the house."""

from django.contrib import admin
from django.urls import include, path

from accounts.views.preferences import set_language
from smartcity_portal.dashboards.style import style_page
from smartcity_portal.dashboards.theme import set_theme

urlpatterns = [
    path("admin/", admin.site.urls),
    path("akun/", include("allauth.urls")),
    path("bahasa/", set_language, name="set_language"),
    path("tampilan/", set_theme, name="set_theme"),
    path("gaya/", style_page, name="style_page"),
    path("orang/", include("accounts.urls")),
    path("program/", include("programs.urls")),
    path("rencana/", include("masterplans.urls")),
    path("health/", include("smartcity_portal.health")),
]

handler400 = "smartcity_portal.public.errors.bad_request"
handler403 = "smartcity_portal.public.errors.permission_denied"
handler404 = "smartcity_portal.public.errors.page_not_found"
handler500 = "smartcity_portal.public.errors.server_error"
