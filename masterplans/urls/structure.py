"""Where are the pages of a plan's tree: its matrix, its structure, who writes, and who holds the ball?"""

from django.urls import path

from masterplans.views import asked, dividing, endorsements, holders, matrix, structure

urlpatterns = [
    path("angkatan/<int:year>/pemegang/", holders.cohort_holders, name="cohort_holders"),
    path("bab/<int:pk>/susunan/", structure.chapter_outline, name="chapter_outline"),
    path("bab/<int:pk>/judul/", structure.chapter_rename, name="chapter_rename"),
    path("bab/<int:pk>/pindah/", structure.chapter_move, name="chapter_move"),
    path("bab/<int:pk>/hapus/", structure.chapter_remove, name="chapter_remove"),
    path("bab/<int:pk>/pulihkan/", structure.chapter_put_back, name="chapter_put_back"),
    path("bab/<int:pk>/teruskan/", endorsements.chapter_endorse, name="chapter_endorse"),
    path(
        "bab/<int:pk>/kembalikan/",
        endorsements.chapter_return_to_writers,
        name="chapter_return_to_writers",
    ),
    path("bagian/<int:pk>/pengaturan/", structure.section_settings, name="section_settings"),
    path("bagian/<int:pk>/bagi/", dividing.section_divide, name="section_divide"),
    path("bagian/<int:pk>/gabung/", dividing.section_join, name="section_join"),
    path("bagian/<int:pk>/pindah/", structure.section_move, name="section_move"),
    path("bagian/<int:pk>/hapus/", structure.section_remove, name="section_remove"),
    path("bagian/<int:pk>/pulihkan/", structure.section_put_back, name="section_put_back"),
    path("bagian/<int:pk>/centang/", asked.section_tick, name="section_tick"),
    path("bagian/<int:pk>/serahkan/", asked.section_hand_in, name="section_hand_in"),
    path("bagian/<int:pk>/lanjutkan/", asked.section_take_back, name="section_take_back"),
    path("<slug:slug>/matriks/", matrix.plan_matrix, name="plan_matrix"),
    path("<slug:slug>/pembagian/", matrix.plan_assign, name="plan_assign"),
    path("<slug:slug>/pemegang/", holders.plan_holders, name="plan_holders"),
    path("<slug:slug>/susunan/", structure.plan_structure, name="plan_structure"),
    path("<slug:slug>/buku/<int:number>/bab-baru/", structure.chapter_add, name="chapter_add"),
]
