"""Where are the pages of sheets and signatures?"""

from django.urls import path

from commitments.views import board, drafts, signatory, wordings

app_name = "commitments"
urlpatterns = [
    path("", board.sheet_list, name="sheet_list"),
    path("daerah/<slug:slug>/", board.sheet_of, name="sheet_of"),
    path("daerah/<slug:slug>/susun/", drafts.draft, name="sheet_draft"),
    path("daerah/<slug:slug>/terbitkan/", drafts.issue_all, name="sheet_issue_all"),
    path("daerah/<slug:slug>/adendum/", drafts.addendum, name="sheet_addendum"),
    path("daerah/<slug:slug>/naskah/", wordings.region_wordings, name="wordings"),
    path("daerah/<slug:slug>/naskah/<slug:kind>/", wordings.region_wording, name="wording_edit"),
    path(
        "daerah/<slug:slug>/naskah/<slug:kind>/lepas/",
        wordings.region_wording_drop,
        name="wording_drop",
    ),
    path(
        "naskah/<int:year>/<int:revision>/<slug:kind>/",
        wordings.common_wording,
        name="common_wording",
    ),
    path(
        "naskah/<int:year>/<int:revision>/<slug:kind>/lepas/",
        wordings.common_wording_drop,
        name="common_wording_drop",
    ),
    path("lembar/<slug:code>/cetak/", drafts.print_for_stamp, name="sheet_print"),
    path("lembar/<slug:code>/cetakan.pdf", drafts.printed, name="sheet_printed"),
    path("lembar/<slug:code>/bermeterai/", drafts.stamped, name="sheet_stamped"),
    path("lembar/<slug:code>/", board.sheet_detail, name="sheet_detail"),
    path("lembar/<slug:code>/ubah/", drafts.edit, name="sheet_edit"),
    path("lembar/<slug:code>/pratinjau.pdf", drafts.preview, name="sheet_preview"),
    path("lembar/<slug:code>/terbitkan/", drafts.issue, name="sheet_issue"),
    path("lembar/<slug:code>/batalkan/", drafts.void, name="sheet_void"),
    path("lembar/<slug:code>/cabut/", drafts.revoke, name="sheet_revoke"),
    path("lembar/<slug:code>/segel/", board.finish, name="sheet_finish"),
    path("lembar/<slug:code>/dokumen.pdf", board.document, name="sheet_document"),
    path("lembar/<slug:code>/naskah.pdf", board.as_issued, name="sheet_as_issued"),
    path("penanda-tangan/<int:pk>/ingatkan/", board.remind, name="signatory_remind"),
    path("penanda-tangan/<int:pk>/minta-lagi/", board.ask_again, name="signatory_ask_again"),
    path("pertanyaan/<int:pk>/jawab/", board.answer, name="question_answer"),
    path("tanda-tangan/<int:pk>/", signatory.sign, name="sign"),
    path("tanda-tangan/<int:pk>/bertanya/", signatory.ask, name="signatory_question"),
    path("tanda-tangan/<int:pk>/menolak/", signatory.decline, name="signatory_decline"),
    path("tanda-tangan/<int:pk>/naskah.pdf", signatory.as_issued, name="sign_as_issued"),
    path("tanda-tangan/<int:pk>/salinan.pdf", signatory.copy, name="sign_copy"),
]
