"""Where are the pages of the plan, its books and their printed files?"""

from django.urls import path

from masterplans.views import books, plans

urlpatterns = [
    path("edisi/<str:sha256>/", books.edition_download, name="edition_download"),
    path("edisi/<str:sha256>/cabut/", books.edition_withdraw, name="edition_withdraw"),
    path("<slug:slug>/", plans.plan_detail, name="plan_detail"),
    path("<slug:slug>/buku/<int:number>/", books.book_detail, name="book_detail"),
    path("<slug:slug>/buku/<int:number>/pekerjaan/", books.book_job, name="book_job"),
    path("<slug:slug>/buku/<int:number>/rancangan/", books.book_draft, name="book_draft"),
    path(
        "<slug:slug>/buku/<int:number>/rancangan.pdf", books.draft_download, name="draft_download"
    ),
    path("<slug:slug>/buku/<int:number>/terbitkan/", books.book_issue, name="book_issue"),
]
