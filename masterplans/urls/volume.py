"""Where are the pages of the volume, of what opens it, and of the summary's draft?"""

from django.urls import path

from masterplans.views import dress, summaries, volumes

urlpatterns = [
    path("jilid/<str:sha256>/", volumes.volume_file, name="volume_file"),
    path("jilid/<str:sha256>/cabut/", volumes.volume_withdraw, name="volume_withdraw"),
    path("sambutan/<int:pk>/", dress.foreword_change, name="foreword_change"),
    path("sambutan/<int:pk>/pindah/", dress.foreword_move, name="foreword_move"),
    path("sambutan/<int:pk>/hapus/", dress.foreword_remove, name="foreword_remove"),
    path("sambutan/<int:pk>/potret/", dress.foreword_photo, name="foreword_photo"),
    path("<slug:slug>/jilid/", volumes.volume_detail, name="volume_detail"),
    path("<slug:slug>/jilid/pekerjaan/", volumes.volume_job, name="volume_job"),
    path("<slug:slug>/jilid/rancangan/", volumes.volume_draft, name="volume_draft"),
    path("<slug:slug>/jilid/rancangan.pdf", volumes.volume_draft_file, name="volume_draft_file"),
    path("<slug:slug>/jilid/terbitkan/", volumes.volume_issue, name="volume_issue"),
    path("<slug:slug>/jilid/sambutan/", dress.foreword_add, name="foreword_add"),
    path("<slug:slug>/jilid/warna/", dress.brand_change, name="brand_change"),
    path("<slug:slug>/buku/<int:number>/lampiran/", dress.book_annexes, name="book_annexes"),
    path("<slug:slug>/buku/<int:number>/ringkas/", summaries.book_summary, name="book_summary"),
]
