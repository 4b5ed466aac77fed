"""Where are the pages of the worksheets that groups fill in?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
