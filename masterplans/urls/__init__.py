"""Where are the masterplan's pages? One module per part of the work."""

from masterplans.urls import books, printing, quick_wins, records, reviewing, word, writing

app_name = "masterplans"
urlpatterns = [
    *reviewing.urlpatterns,
    *writing.urlpatterns,
    *word.urlpatterns,
    *records.urlpatterns,
    *quick_wins.urlpatterns,
    *printing.urlpatterns,
    *books.urlpatterns,
]
