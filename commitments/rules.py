"""Who may do what with a commitment sheet? Only the signatory signs; nobody signs for another."""

import rules

from programs.rules import (
    belongs_to_it,
    coordinates_it,
    holds_office_in_its_region,
    is_ministry,
    mentors_it,
)


@rules.predicate
def is_the_signatory(user, signatory) -> bool:
    """The witness, or the account of whoever holds the office that is printed on the sheet."""
    return (
        signatory is not None and signatory.holder_id is not None and signatory.holder_id == user.pk
    )


@rules.predicate
def is_an_aide(user, signatory) -> bool:
    """Somebody whom the office has named to prepare its signatures."""
    tenure = signatory.tenure if signatory is not None else None
    return tenure is not None and tenure.office.aides.active().filter(user=user).exists()


@rules.predicate
def holds_the_office(user, office) -> bool:
    """Whoever holds the office today."""
    return office is not None and office.tenures.current().filter(official__user=user).exists()


@rules.predicate
def tries_it(user, attempt) -> bool:
    """Whoever pressed the button of this attempt."""
    return attempt is not None and attempt.by_id == user.pk


looks_after_it = is_ministry | coordinates_it

rules.add_perm("commitments.view_sheet", belongs_to_it)
rules.add_perm("commitments.draft_sheet", looks_after_it)
rules.add_perm("commitments.edit_sheet", looks_after_it)
rules.add_perm("commitments.change_wording", looks_after_it)
rules.add_perm("commitments.change_common_wording", is_ministry)
rules.add_perm("commitments.issue_sheet", looks_after_it)
rules.add_perm("commitments.finish_sheet", looks_after_it)
rules.add_perm("commitments.void_sheet", looks_after_it)
rules.add_perm("commitments.revoke_sheet", is_ministry)
rules.add_perm("commitments.sign_memorandum", is_ministry)

rules.add_perm("commitments.keep_authority", is_ministry)
rules.add_perm("commitments.revoke_certificate", is_ministry)

rules.add_perm("commitments.sign_signatory", is_the_signatory)
rules.add_perm("commitments.decline_signatory", is_the_signatory)
rules.add_perm("commitments.question_signatory", is_the_signatory | is_an_aide)
rules.add_perm("commitments.delegate_signatory", is_the_signatory | looks_after_it)
rules.add_perm("commitments.note_signatory", is_an_aide)
rules.add_perm("commitments.extend_sheet", looks_after_it)
rules.add_perm("commitments.expire_sheet", looks_after_it)
rules.add_perm("commitments.name_aide", holds_the_office | looks_after_it)
rules.add_perm("commitments.route_signatory", is_the_signatory | looks_after_it)
rules.add_perm("commitments.settle_attempt", tries_it | looks_after_it)
rules.add_perm("commitments.keep_endpoint", is_ministry | coordinates_it)
rules.add_perm("commitments.ask_again_signatory", looks_after_it)
rules.add_perm("commitments.remind_signatory", looks_after_it)
rules.add_perm("commitments.answer_question", looks_after_it)
rules.add_perm("commitments.upload_scan", looks_after_it | mentors_it | holds_office_in_its_region)
rules.add_perm("commitments.confirm_ink_signatory", looks_after_it | mentors_it)
rules.add_perm("commitments.view_annex", belongs_to_it)
