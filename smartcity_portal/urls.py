"""Where is every page? The front door of the house."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("akun/", include("allauth.urls")),
    path("program/", include("programs.urls")),
    path("health/", include("smartcity_portal.health")),
]

handler400 = "smartcity_portal.public.errors.bad_request"
handler403 = "smartcity_portal.public.errors.permission_denied"
handler404 = "smartcity_portal.public.errors.page_not_found"
handler500 = "smartcity_portal.public.errors.server_error"
