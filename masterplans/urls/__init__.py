"""Where are the masterplan's pages? One module per part of the work."""

from masterplans.urls import (
    books,
    checks,
    printing,
    quick_wins,
    records,
    reviewing,
    sources,
    structure,
    word,
    writing,
)

app_name = "masterplans"
urlpatterns = [
    *reviewing.urlpatterns,
    *writing.urlpatterns,
    *structure.urlpatterns,
    *word.urlpatterns,
    *sources.urlpatterns,
    *records.urlpatterns,
    *quick_wins.urlpatterns,
    *printing.urlpatterns,
    *checks.urlpatterns,
    *books.urlpatterns,
]
