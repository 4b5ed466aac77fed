"""Where are the masterplan's pages? One module per part of the work."""

from masterplans.urls import (
    books,
    checks,
    outputs,
    printing,
    quick_wins,
    records,
    reviewing,
    sources,
    structure,
    volume,
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
    *outputs.urlpatterns,
    *checks.urlpatterns,
    *volume.urlpatterns,
    *books.urlpatterns,
]
