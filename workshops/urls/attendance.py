"""Where are the pages of participants, attendance and check-in?"""

from django.urls import path

from workshops.views import (
    attendance,
    attendance_paper,
    check_in,
    check_in_wall,
    continuity,
    rosters,
)

BIMTEK = "<slug:slug>/<int:number>"
SHEET = f"{BIMTEK}/kehadiran"
ROSTER = f"{BIMTEK}/peserta"

urlpatterns = [
    path("hadir/", check_in.check_in, name="check_in"),
    path("hadir/di/<str:token>/", check_in.check_in_person, name="check_in_person"),
    path("hadir/saya/<str:ticket>/", check_in.check_in_mine, name="check_in_mine"),
    path("hadir/<str:code>/", check_in.check_in_code, name="check_in_code"),
    path("sesi/<int:pk>/dinding/", check_in_wall.check_in_wall, name="check_in_wall"),
    path("sesi/<int:pk>/jam/", check_in_wall.check_in_rule, name="check_in_rule"),
    path("sesi/<int:pk>/kode-baru/", check_in_wall.check_in_renew, name="check_in_renew"),
    path("peserta/<int:pk>/", rosters.participant_detail, name="participant_detail"),
    path("peserta/<int:pk>/keluarkan/", rosters.participant_remove, name="participant_remove"),
    path("<slug:slug>/kehadiran/", continuity.continuity, name="continuity"),
    path(f"{ROSTER}/baru/", rosters.roster_add, name="roster_add"),
    path(f"{ROSTER}/bawa/", rosters.roster_carry, name="roster_carry"),
    path(f"{ROSTER}/mirip/", rosters.roster_similar, name="roster_similar"),
    path(f"{SHEET}/", attendance.attendance_detail, name="attendance_detail"),
    path(f"{SHEET}/semua-sesi/", attendance.attendance_grid, name="attendance_grid"),
    path(f"{SHEET}/catat/", attendance.attendance_mark, name="attendance_mark"),
    path(f"{SHEET}/keadaan/", attendance.attendance_states, name="attendance_states"),
    path(f"{SHEET}/cetak/", attendance_paper.attendance_paper, name="attendance_paper"),
    path(f"{SHEET}/cetak/lembar.pdf", attendance_paper.attendance_print, name="attendance_print"),
    path(f"{SHEET}/kode/", attendance_paper.attendance_codes, name="attendance_codes"),
]
