"""Where are the pages of what follows the four bimtek, and of the dossier?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
