"""Where are the pages of the worksheets that groups fill in?"""

from django.urls import path

from workshops.views import group_rows, groups, worksheets

urlpatterns = [
    path("kelompok-saya/", groups.my_groups, name="my_groups"),
    path("kelompok/<int:pk>/", groups.group_detail, name="group_detail"),
    path("kelompok/<int:pk>/baris/", group_rows.row_list, name="row_list"),
    path("kelompok/<int:pk>/baris/<int:row>/", group_rows.row_change, name="row_change"),
    path("kelompok/<int:pk>/baris/<int:row>/hapus/", group_rows.row_remove, name="row_remove"),
    path("kelompok/<int:pk>/baris/<int:row>/pindah/", group_rows.row_move, name="row_move"),
    path("kelompok/<int:pk>/serahkan/", groups.group_hand_in, name="group_hand_in"),
    path("kelompok/<int:pk>/lanjutkan/", groups.group_resume, name="group_resume"),
    path("kelompok/<int:pk>/terima/", groups.group_accept, name="group_accept"),
    path("kelompok/<int:pk>/kembalikan/", groups.group_give_back, name="group_give_back"),
    path("kelompok/<int:pk>/catatan/", groups.group_remark, name="group_remark"),
    path("kelompok/<int:pk>/undang/", groups.scribe_invite, name="scribe_invite"),
    path("kelompok/<int:pk>/gabung/", worksheets.group_join, name="group_join"),
    path("kelompok/<int:pk>/atur/", worksheets.group_arrange, name="group_arrange"),
    path("kelompok/<int:pk>/hapus/", worksheets.group_remove, name="group_remove"),
    path("juru-tulis/<int:pk>/akhiri/", groups.scribe_end, name="scribe_end"),
    path("kertas-kerja/<int:pk>/kelompok/", worksheets.group_add, name="group_add"),
    path("kertas-kerja/<int:pk>/kembar/", worksheets.twin_list, name="twin_list"),
    path("kertas-kerja/<int:pk>/kembar/putuskan/", worksheets.twin_settle, name="twin_settle"),
    path(
        "<slug:slug>/<int:number>/kertas-kerja/", worksheets.worksheet_list, name="worksheet_list"
    ),
    path(
        "<slug:slug>/<int:number>/kertas-kerja/dinding/",
        worksheets.worksheet_wall,
        name="worksheet_wall",
    ),
    path(
        "<slug:slug>/<int:number>/kertas-kerja/siapkan/",
        worksheets.worksheet_prepare,
        name="worksheet_prepare",
    ),
]
