"""Where are the pages of minutes, decisions, photos, evaluation and certificates?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
