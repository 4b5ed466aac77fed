"""Where are the pages of a bimtek itself, its outputs and the gate of its stage?"""

from django.urls import path

from workshops.views import gates, milestones, outputs, sessions, workshops

urlpatterns = [
    path("sesi/<int:pk>/", sessions.session_change, name="session_change"),
    path("sesi/<int:pk>/hapus/", sessions.session_remove, name="session_remove"),
    path("keluaran/<int:pk>/", outputs.output_download, name="output_download"),
    path("keluaran/<int:pk>/unggah/", outputs.output_upload, name="output_upload"),
    path("keluaran/<int:pk>/periksa/", outputs.output_check, name="output_check"),
    path("keluaran/<int:pk>/kembalikan/", outputs.output_return, name="output_return"),
    path("<slug:slug>/", gates.gate_detail, name="gate_detail"),
    path("<slug:slug>/buka-kembali/", gates.stage_reopen, name="stage_reopen"),
    path("<slug:slug>/ajukan/", gates.stage_plead, name="stage_plead"),
    path("<slug:slug>/ajuan/<int:pk>/tolak/", gates.plea_decline, name="plea_decline"),
    path("<slug:slug>/ingatkan/", gates.holder_remind, name="holder_remind"),
    path("<slug:slug>/kegiatan/", milestones.milestone_add, name="milestone_add"),
    path("<slug:slug>/tahap-<int:number>/", gates.gate_detail, name="stage_detail"),
    path("<slug:slug>/tahap-<int:number>/tutup/", gates.stage_close, name="stage_close"),
    path(
        "<slug:slug>/tahap-<int:number>/tutup-dengan-alasan/",
        gates.stage_override,
        name="stage_override",
    ),
    path("<slug:slug>/<int:number>/", workshops.workshop_detail, name="workshop_detail"),
    path("<slug:slug>/<int:number>/jadwal/", workshops.workshop_schedule, name="workshop_schedule"),
    path("<slug:slug>/<int:number>/terlaksana/", workshops.workshop_hold, name="workshop_hold"),
    path("<slug:slug>/<int:number>/sesi/", sessions.session_add, name="session_add"),
]
