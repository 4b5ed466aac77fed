"""Which answer does each address give to whom? The one table of the portal's access."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.expectations import SIGNED_IN, act, own, page, public, roles

NOBODY = roles()
EVERYBODY_OF_THE_CITY = roles(
    "ministry", "mentor", "coordinator", "writer", "writer_of_another_agency", "agency_head",
    "head_of_region", "assessor", "observer",
)  # fmt: skip
MINISTRY = roles("ministry")
MENTOR = roles("mentor")
COORDINATOR = roles("coordinator")
ORGANISERS = MINISTRY | COORDINATOR
INVITERS = ORGANISERS | roles("coordinator_elsewhere")
WRITERS = roles("writer", "agency_head")
TEAM = WRITERS | COORDINATOR
SIGNATORY = roles("head_of_region")
SEE = {"seen_by": EVERYBODY_OF_THE_CITY}
ALL_SEE = {"seen_by": SIGNED_IN}


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("luaran.pdf", b"%PDF-1.7 contoh", "application/pdf")


ROOF = {
    "public_home": public(),
    "public_regions": public(),
    "region_page": public("region.slug"),
    "help": public(),
    "accessibility": public(),
    "status": public(),
    "robots": public(),
    "favicon": public(),
    "set_language": public(method="post"),
    "set_theme": public(method="post"),
    "health": public(),
    "health_jobs": public(),
    "style_page": page(MINISTRY, **ALL_SEE),
    "home": own(),
    "switch_role": own(method="post"),
    "home_of": page(EVERYBODY_OF_THE_CITY, "enrolment.slug"),
    "journey_begin": page(MINISTRY, **ALL_SEE),
    "cohort_board": page(MINISTRY, "cohort.year"),
    "cohort_board_xlsx": page(MINISTRY, "cohort.year"),
    "enrolment_list": own(),
    "verify": public(),
    "verify_result": public("check.token"),
    "verify_hash": public("sheet.issued_sha256"),
    "verify_root": public(),
    "verify_issuing": public(),
    "verify_crl": public(),
    "verify_sheet": public("sheet.code"),
    "verify_document": public("sheet.code"),
}

ACCOUNTS = {
    "accounts:settings": own(),
    "accounts:second_factor": own(),
    "accounts:notices": own(),
    "accounts:notices_read": own(method="post"),
    "accounts:notice_open": page(MENTOR, "notice.pk"),
    "accounts:outbox": page(MINISTRY, **ALL_SEE),
    "accounts:outbox_send": act(MINISTRY, **ALL_SEE),
    "accounts:jobs": own(),
    "accounts:job_detail": page(COORDINATOR, "job.pk"),
    "accounts:job_fragment": page(COORDINATOR, "job.pk"),
    "accounts:job_cancel": act(COORDINATOR, "job.pk", seen_by=COORDINATOR),
    "accounts:invitation_accept": public("token"),
    "accounts:history": page(EVERYBODY_OF_THE_CITY, "=masterplans.chapter", "chapter.pk"),
}

PROGRAMS = {
    "programs:cohort_create": page(MINISTRY, **ALL_SEE),
    "programs:cohort_detail": page(MINISTRY, "cohort.year"),
    "programs:cohort_edit": page(MINISTRY, "cohort.year"),
    "programs:edition_list": own(),
    "programs:edition_detail": own("edition.year", "edition.revision"),
    "programs:edition_import": page(MINISTRY, **ALL_SEE),
    "programs:edition_compare": own(),
    "programs:edition_edit": page(MINISTRY, "edition.year", "edition.revision", **ALL_SEE),
    "programs:edition_part": page(
        MINISTRY, "edition.year", "edition.revision", "=bimtek-1", **ALL_SEE
    ),
    "programs:edition_changes": page(MINISTRY, "draft.year", "draft.revision"),
    "programs:edition_export": own("edition.year", "edition.revision"),
    "programs:edition_import_into": page(MINISTRY, "draft.year", "draft.revision"),
    "programs:edition_clone": page(MINISTRY, "edition.year", "edition.revision", **ALL_SEE),
    "programs:edition_revise": page(MINISTRY, "edition.year", "edition.revision", **ALL_SEE),
    "programs:edition_open": act(MINISTRY, "edition.year", "edition.revision", **ALL_SEE),
    "programs:edition_withdraw": act(MINISTRY, "edition.year", "edition.revision", **ALL_SEE),
    "programs:edition_discard": act(MINISTRY, "draft.year", "draft.revision", seen_by=MINISTRY),
    "programs:mentor_list": page(MINISTRY, **ALL_SEE),
    "programs:mentor_create": page(MINISTRY, **ALL_SEE),
    "programs:mentor_release": act(MINISTRY, "assignment.pk", **SEE),
    "programs:invitation_list": page(INVITERS, **ALL_SEE),
    "programs:invitation_create": page(INVITERS, "=writer", **ALL_SEE),
    "programs:invitation_resend": act(ORGANISERS, "invitation.pk", seen_by=ORGANISERS),
    "programs:invitation_withdraw": act(ORGANISERS, "invitation.pk", seen_by=ORGANISERS),
    "programs:agency_list": page(ORGANISERS, "region.slug"),
    "programs:agency_add": page(ORGANISERS, "region.slug"),
    "programs:official_appoint": page(ORGANISERS, "region.slug"),
    "programs:agency_detail": page(EVERYBODY_OF_THE_CITY, "works.pk"),
    "programs:agency_change": page(ORGANISERS, "works.pk", **SEE),
    "programs:member_end": act(ORGANISERS, "member.pk", **SEE),
    "programs:tenure_end": act(ORGANISERS, "tenure.pk", **SEE),
    "programs:enrolment_detail": page(EVERYBODY_OF_THE_CITY, "enrolment.slug"),
    "programs:memorandum_register": page(MINISTRY, "enrolment.slug", **SEE),
    "programs:memorandum_file": page(NOBODY, "enrolment.slug"),
    "programs:mentor_assign": page(MINISTRY, "enrolment.slug", **SEE),
    "programs:body_decree": page(ORGANISERS, "enrolment.slug", "=dewan", **SEE),
}

MASTERPLANS = {
    "masterplans:review_queue": own(),
    "masterplans:review_next": own(),
    "masterplans:my_sections": own(),
    "masterplans:chapter_detail": page(EVERYBODY_OF_THE_CITY, "chapter.pk"),
    "masterplans:chapter_print": page(EVERYBODY_OF_THE_CITY, "chapter.pk"),
    "masterplans:chapter_print_job": page(EVERYBODY_OF_THE_CITY, "chapter.pk"),
    "masterplans:chapter_printed": page(NOBODY, "chapter.pk"),
    "masterplans:chapter_submit": act(TEAM, "chapter.pk", **SEE),
    "masterplans:chapter_withdraw": act(TEAM, "chapter.pk", **SEE),
    "masterplans:chapter_send_back": act(MENTOR, "chapter.pk", **SEE),
    "masterplans:chapter_approve": act(MENTOR, "chapter.pk", **SEE),
    "masterplans:chapter_reopen": act(
        MENTOR | COORDINATOR, "chapter.pk", **SEE, note="Ada yang berubah."
    ),
    "masterplans:chapter_assign": act(COORDINATOR, "chapter.pk", **SEE, agency="@coordinating.pk"),
    "masterplans:comment_add": act(MENTOR, "chapter.pk", **SEE, text="Sumbernya?"),
    "masterplans:comment_answer": act(TEAM, "comment.pk", **SEE, text="Sudah."),
    "masterplans:comment_ask_again": act(MENTOR, "comment.pk", **SEE, text="Di mana?"),
    "masterplans:comment_close": act(MENTOR, "comment.pk", **SEE),
    "masterplans:section_write": page(EVERYBODY_OF_THE_CITY, "section.pk"),
    "masterplans:section_autosave": act(
        TEAM, "section.pk", **SEE, html="<p>Isi.</p>", base_version="1"
    ),
    "masterplans:figure_upload": act(TEAM, "section.pk", **SEE),
    "masterplans:section_assign": act(COORDINATOR, "section.pk", **SEE),
    "masterplans:section_versions": page(EVERYBODY_OF_THE_CITY, "section.pk"),
    "masterplans:text_detail": page(EVERYBODY_OF_THE_CITY, "text.pk"),
    "masterplans:text_restore": act(TEAM, "text.pk", **SEE),
    "masterplans:record_change": page(COORDINATOR, "=swot", "swot.pk", **SEE),
    "masterplans:record_remove": act(COORDINATOR, "=swot", "swot.pk", **SEE),
    "masterplans:program_change": page(TEAM, "program.pk", **SEE),
    "masterplans:program_remove": act(COORDINATOR, "program.pk", **SEE),
    "masterplans:quick_win_detail": page(EVERYBODY_OF_THE_CITY, "quick_win.pk"),
    "masterplans:quick_win_profile": page(TEAM, "quick_win.pk", **SEE),
    "masterplans:quick_win_choose": act(COORDINATOR | MENTOR, "quick_win.pk", **SEE),
    "masterplans:quick_win_finalise": act(COORDINATOR, "quick_win.pk", **SEE),
    "masterplans:quick_win_return_to_choice": act(COORDINATOR | MENTOR, "quick_win.pk", **SEE),
    "masterplans:quick_win_drop": act(COORDINATOR, "quick_win.pk", **SEE, reason="Berganti."),
    "masterplans:edition_download": page(EVERYBODY_OF_THE_CITY, "issued.sha256"),
    "masterplans:edition_withdraw": act(MINISTRY, "issued.sha256", **SEE, reason="Keliru."),
    "masterplans:plan_detail": page(EVERYBODY_OF_THE_CITY, "enrolment.slug"),
    "masterplans:book_detail": page(EVERYBODY_OF_THE_CITY, "enrolment.slug", "=1"),
    "masterplans:book_job": page(EVERYBODY_OF_THE_CITY, "enrolment.slug", "=1"),
    "masterplans:book_draft": act(EVERYBODY_OF_THE_CITY, "enrolment.slug", "=1", **SEE),
    "masterplans:draft_download": page(NOBODY, "enrolment.slug", "=1"),
    "masterplans:book_issue": act(ORGANISERS, "enrolment.slug", "=1", **SEE),
    "masterplans:figure": page(EVERYBODY_OF_THE_CITY, "enrolment.slug", "figure.sha256"),
    "masterplans:vision": page(EVERYBODY_OF_THE_CITY, "enrolment.slug"),
    "masterplans:vision_change": page(COORDINATOR, "enrolment.slug", **SEE),
    "masterplans:record_list": page(EVERYBODY_OF_THE_CITY, "enrolment.slug", "=swot"),
    "masterplans:record_add": page(COORDINATOR, "enrolment.slug", "=swot", **SEE),
    "masterplans:program_list": page(EVERYBODY_OF_THE_CITY, "enrolment.slug"),
    "masterplans:program_add": page(COORDINATOR, "enrolment.slug", **SEE),
    "masterplans:quick_win_list": page(EVERYBODY_OF_THE_CITY, "enrolment.slug"),
    "masterplans:quick_win_nominate": page(COORDINATOR, "enrolment.slug", **SEE),
}

WORKSHOPS = {
    "workshops:revision_enforce": page(MINISTRY, "draft.year", "draft.revision"),
    "workshops:session_change": page(ORGANISERS, "session.pk", **SEE),
    "workshops:session_remove": act(ORGANISERS, "session.pk", **SEE),
    "workshops:output_download": page(EVERYBODY_OF_THE_CITY, "output.pk"),
    "workshops:output_upload": act(COORDINATOR, "output.pk", **SEE, file=a_file),
    "workshops:output_check": act(MENTOR, "output.pk", **SEE),
    "workshops:output_return": act(MENTOR, "output.pk", **SEE),
    "workshops:gate_detail": page(EVERYBODY_OF_THE_CITY, "enrolment.slug"),
    "workshops:stage_reopen": act(MINISTRY, "enrolment.slug", **SEE),
    "workshops:stage_plead": act(COORDINATOR, "enrolment.slug", **SEE),
    "workshops:plea_decline": act(MINISTRY, "enrolment.slug", "plea.pk", **SEE),
    "workshops:holder_remind": act(ORGANISERS | MENTOR, "enrolment.slug", **SEE),
    "workshops:milestone_add": page(ORGANISERS, "enrolment.slug", **SEE),
    "workshops:aftermath": page(EVERYBODY_OF_THE_CITY, "enrolment.slug"),
    "workshops:milestone_change": page(ORGANISERS, "milestone.pk", **SEE),
    "workshops:milestone_remove": act(ORGANISERS, "milestone.pk", **SEE),
    "workshops:milestone_upload": act(
        ORGANISERS, "milestone.pk", **SEE, kind="slides", file=a_file
    ),
    "workshops:milestone_file": page(EVERYBODY_OF_THE_CITY, "milestone_file.pk"),
    "workshops:milestone_file_remove": act(ORGANISERS, "milestone_file.pk", **SEE),
    "workshops:my_groups": own(),
    "workshops:worksheet_list": page(EVERYBODY_OF_THE_CITY, "enrolment.slug", "=1"),
    "workshops:worksheet_wall": page(EVERYBODY_OF_THE_CITY, "enrolment.slug", "=1"),
    "workshops:worksheet_prepare": act(COORDINATOR, "enrolment.slug", "=1", **SEE),
    "workshops:group_detail": page(EVERYBODY_OF_THE_CITY, "group.pk"),
    "workshops:row_list": act(
        TEAM, "group.pk", **SEE, quadrant="S", statement="Jaringan serat optik"
    ),
    "workshops:row_change": page(TEAM, "group.pk", "row.pk", **SEE),
    "workshops:row_remove": act(TEAM, "group.pk", "row.pk", **SEE),
    "workshops:row_move": act(TEAM, "group.pk", "row.pk", **SEE, to="up"),
    "workshops:group_hand_in": act(TEAM, "group.pk", **SEE),
    "workshops:group_resume": act(TEAM, "group.pk", **SEE),
    "workshops:group_accept": act(MENTOR, "group.pk", **SEE),
    "workshops:group_give_back": act(MENTOR, "group.pk", **SEE, reason="Buktinya?"),
    "workshops:group_remark": act(MENTOR, "group.pk", **SEE, text="Buktinya?"),
    "workshops:group_join": act(WRITERS | roles("writer_of_another_agency"), "group.pk", **SEE),
    "workshops:group_arrange": page(COORDINATOR, "group.pk", **SEE),
    "workshops:group_remove": act(COORDINATOR, "group.pk", **SEE),
    "workshops:group_add": page(COORDINATOR, "group.worksheet.pk", **SEE),
    "workshops:scribe_invite": page(COORDINATOR, "group.pk", **SEE),
    "workshops:scribe_end": act(COORDINATOR, "scribe.pk", **SEE),
    "workshops:twin_list": page(COORDINATOR, "group.worksheet.pk", **SEE),
    "workshops:twin_settle": act(COORDINATOR, "group.worksheet.pk", **SEE, pair="1-2"),
    "workshops:stage_detail": page(EVERYBODY_OF_THE_CITY, "enrolment.slug", "=1"),
    "workshops:stage_close": act(MINISTRY, "enrolment.slug", "=1", **SEE),
    "workshops:stage_override": act(
        MINISTRY, "enrolment.slug", "=1", **SEE, reason="Jadwal nasional."
    ),
    "workshops:workshop_detail": page(EVERYBODY_OF_THE_CITY, "enrolment.slug", "=1"),
    "workshops:workshop_schedule": page(ORGANISERS, "enrolment.slug", "=1", **SEE),
    "workshops:workshop_hold": page(ORGANISERS, "enrolment.slug", "=1", **SEE),
    "workshops:session_add": page(ORGANISERS, "enrolment.slug", "=1", **SEE),
}

COMMITMENTS = {
    "commitments:sheet_list": own(),
    "commitments:sheet_of": page(EVERYBODY_OF_THE_CITY, "enrolment.slug"),
    "commitments:sheet_draft": act(ORGANISERS, "enrolment.slug", **SEE),
    "commitments:sheet_detail": page(EVERYBODY_OF_THE_CITY, "sheet.code"),
    "commitments:sheet_edit": page(ORGANISERS, "sheet.code", **SEE),
    "commitments:sheet_preview": page(ORGANISERS, "sheet.code", **SEE),
    "commitments:sheet_issue": act(ORGANISERS, "sheet.code", **SEE),
    "commitments:sheet_void": act(ORGANISERS, "sheet.code", **SEE),
    "commitments:sheet_revoke": act(MINISTRY, "sheet.code", **SEE),
    "commitments:sheet_finish": act(ORGANISERS, "sheet.code", **SEE),
    "commitments:sheet_document": page(EVERYBODY_OF_THE_CITY, "sheet.code"),
    "commitments:sheet_as_issued": page(EVERYBODY_OF_THE_CITY, "sheet.code"),
    "commitments:signatory_remind": act(ORGANISERS, "signatory.pk", **SEE),
    "commitments:signatory_ask_again": act(ORGANISERS, "signatory.pk", **SEE),
    "commitments:question_answer": act(ORGANISERS, "question.pk", **SEE),
    "commitments:sign": page(SIGNATORY, "signatory.pk"),
    "commitments:signatory_question": act(SIGNATORY, "signatory.pk", seen_by=SIGNATORY),
    "commitments:signatory_decline": act(SIGNATORY, "signatory.pk", seen_by=SIGNATORY),
    "commitments:sign_as_issued": page(SIGNATORY, "signatory.pk"),
    "commitments:sign_copy": page(NOBODY, "signatory.pk"),
}

TABLE = {**ROOF, **ACCOUNTS, **PROGRAMS, **MASTERPLANS, **WORKSHOPS, **COMMITMENTS}
