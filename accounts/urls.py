"""Where are the pages about people: own account, notices, jobs, history, invitations?"""

from django.urls import path

from accounts.views import history, invitations, jobs, notices, preferences, second_factor

app_name = "accounts"
urlpatterns = [
    path("akun-saya/", preferences.account_settings, name="settings"),
    path("faktor-kedua/", second_factor.second_factor, name="second_factor"),
    path("pemberitahuan/", notices.notice_list, name="notices"),
    path("pemberitahuan/dibaca/", notices.notices_read, name="notices_read"),
    path("pemberitahuan/<int:pk>/", notices.notice_open, name="notice_open"),
    path("surat-keluar/", notices.outbox, name="outbox"),
    path("surat-keluar/kirim/", notices.outbox_send, name="outbox_send"),
    path("pekerjaan/", jobs.job_list, name="jobs"),
    path("pekerjaan/<int:pk>/", jobs.job_detail, name="job_detail"),
    path("pekerjaan/<int:pk>/potongan/", jobs.job_fragment, name="job_fragment"),
    path("pekerjaan/<int:pk>/batalkan/", jobs.job_cancel, name="job_cancel"),
    path("undangan/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("riwayat/<str:label>/<str:pk>/", history.history, name="history"),
]
