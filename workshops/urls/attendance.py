"""Where are the pages of participants, attendance and check-in?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
