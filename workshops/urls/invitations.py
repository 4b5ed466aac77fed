"""Where are the pages of letters, materials and shared agendas?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
