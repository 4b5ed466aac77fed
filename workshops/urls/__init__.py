"""Where are the pages of stages and bimtek? One module per part of the work."""

from workshops.urls import (
    attendance,
    bimtek,
    invitations,
    minutes,
    records,
    revisions,
    worksheets,
)

app_name = "workshops"
urlpatterns = [
    *invitations.urlpatterns,
    *attendance.urlpatterns,
    *worksheets.urlpatterns,
    *minutes.urlpatterns,
    *records.urlpatterns,
    *revisions.urlpatterns,
    *bimtek.urlpatterns,
]
