"""Where are the masterplan's pages? One module per part of the work."""

from masterplans.urls import books, printing, records, reviewing, writing

app_name = "masterplans"
urlpatterns = [
    *reviewing.urlpatterns,
    *writing.urlpatterns,
    *records.urlpatterns,
    *printing.urlpatterns,
    *books.urlpatterns,
]
