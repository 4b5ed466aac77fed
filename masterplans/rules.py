"""Who may do what with a masterplan? Relations only: no states, no dates, no completeness."""

from typing import Any

import rules

from programs.people import relations_of
from programs.rules import (
    assesses_it,
    belongs_to_it,
    coordinates_it,
    is_ministry,
    mentors_it,
    works_in_its_region,
)


def _agency_ids(obj: Any) -> set[int]:
    """Agencies that write the object: a section's own or its chapter's, a chapter's and its sections'."""
    label = obj._meta.label_lower if obj is not None else ""
    if label == "masterplans.section":
        leading = obj.agency_id or obj.chapter.agency_id
        return ({leading} | {agency.pk for agency in obj.co_agencies.all()}) - {None}
    if label == "masterplans.comment":
        return _agency_ids(obj.section) if obj.section_id else _agency_ids(obj.chapter)
    if label == "masterplans.chapter":
        own = {obj.agency_id} | {section.agency_id for section in obj.sections.all()}
        if "sections" in getattr(obj, "_prefetched_objects_cache", {}):
            parts = obj.sections.all()
            return (own | {one.pk for part in parts for one in part.co_agencies.all()}) - {None}
        along = obj.sections.model.co_agencies.through.objects
        rows = along.filter(section__chapter=obj, section__removed_at=None)
        return (own | set(rows.values_list("agency_id", flat=True))) - {None}
    agency = getattr(obj, "agency_id", None)
    return {agency} if agency else set()


@rules.predicate
def writes_it(user, obj) -> bool:
    mine = relations_of(user).agencies
    return bool(mine) and bool(mine & _agency_ids(obj))


@rules.predicate
def is_named_writer(user, section) -> bool:
    """Whether the coordinator named the person as a writer of the section."""
    if section is None or section._meta.label_lower != "masterplans.section":
        return False
    return any(writer.pk == user.pk for writer in section.writers.all())


@rules.predicate
def heads_the_chapter(user, chapter) -> bool:
    return chapter is not None and chapter.agency_id in relations_of(user).headed_agencies


@rules.predicate
def owns_the_chapter(user, chapter) -> bool:
    return chapter is not None and chapter.agency_id in relations_of(user).agencies


@rules.predicate
def is_the_scorer(user, scorer) -> bool:
    return scorer is not None and scorer.user_id == user.pk


@rules.predicate
def mentors_somewhere(user, obj=None) -> bool:
    return bool(relations_of(user).mentored)


@rules.predicate
def keeps_the_phrase(user, phrase) -> bool:
    """Whether the phrase is the person's own, or the ministry's and the person of the ministry."""
    if phrase is None:
        return False
    return relations_of(user).ministry if phrase.owner_id is None else phrase.owner_id == user.pk


@rules.predicate
def writes_what_was_checked(user, result) -> bool:
    """Whether the person writes the section of a finding, or the chapter when it has no section."""
    if result is None:
        return False
    if result.section_id:
        return writes_it(user, result.section) or is_named_writer(user, result.section)
    return result.chapter_id is not None and writes_it(user, result.chapter)


rules.add_perm("masterplans.open_masterplan", is_ministry)
rules.add_perm("masterplans.view_masterplan", belongs_to_it)
rules.add_perm("masterplans.view_book", belongs_to_it)
rules.add_perm("masterplans.view_chapter", belongs_to_it)
rules.add_perm("masterplans.view_comment", belongs_to_it)

rules.add_perm("masterplans.assign_chapter", coordinates_it)
rules.add_perm("masterplans.arrange_plan", coordinates_it)
rules.add_perm("masterplans.arrange_book", coordinates_it)
rules.add_perm("masterplans.arrange_chapter", coordinates_it)
rules.add_perm(
    "masterplans.edit_section", (writes_it | coordinates_it | is_named_writer) & ~assesses_it
)
rules.add_perm("masterplans.hand_in_section", writes_it | coordinates_it | is_named_writer)
rules.add_perm("masterplans.tick_section", writes_it | coordinates_it | is_named_writer)
rules.add_perm("masterplans.upload_figure", (works_in_its_region | coordinates_it) & ~assesses_it)
rules.add_perm("masterplans.edit_sources", (works_in_its_region | coordinates_it) & ~assesses_it)
rules.add_perm("masterplans.start_chapter", writes_it | coordinates_it)
rules.add_perm("masterplans.submit_chapter", owns_the_chapter | coordinates_it)
rules.add_perm("masterplans.ask_head_chapter", owns_the_chapter | coordinates_it)
rules.add_perm("masterplans.endorse_chapter", heads_the_chapter)
rules.add_perm("masterplans.return_to_writers_chapter", heads_the_chapter)
rules.add_perm("masterplans.withdraw_chapter", owns_the_chapter | coordinates_it)
rules.add_perm("masterplans.send_back_chapter", mentors_it)
rules.add_perm("masterplans.approve_chapter", mentors_it & ~writes_it & ~coordinates_it)
rules.add_perm("masterplans.offer_edits_chapter", mentors_it & ~writes_it & ~coordinates_it)
rules.add_perm("masterplans.take_back_edits_chapter", mentors_it)
rules.add_perm("masterplans.confirm_edits_chapter", owns_the_chapter | coordinates_it)
rules.add_perm("masterplans.refuse_edits_chapter", owns_the_chapter | coordinates_it)
rules.add_perm("masterplans.reopen_chapter", mentors_it | coordinates_it | writes_it)
rules.add_perm("masterplans.set_approvals", is_ministry)

rules.add_perm("masterplans.add_comment", mentors_it)
rules.add_perm("masterplans.answer_comment", writes_it | coordinates_it)
rules.add_perm("masterplans.ask_again_comment", mentors_it)
rules.add_perm("masterplans.close_comment", mentors_it)
rules.add_perm("masterplans.accept_comment", (writes_it | coordinates_it) & ~assesses_it)
rules.add_perm("masterplans.decline_comment", (writes_it | coordinates_it) & ~assesses_it)
rules.add_perm("masterplans.use_phrases", is_ministry | mentors_somewhere)
rules.add_perm("masterplans.share_phrase", is_ministry)
rules.add_perm("masterplans.change_phrase", keeps_the_phrase)
rules.add_perm("masterplans.count_faults", is_ministry)

rules.add_perm("masterplans.edit_record", coordinates_it | writes_it)
rules.add_perm("masterplans.add_record", coordinates_it)
rules.add_perm(
    "masterplans.nominate_quickwin", coordinates_it | (works_in_its_region & ~assesses_it)
)
rules.add_perm("masterplans.import_quickwin", coordinates_it)
rules.add_perm("masterplans.take_back_quickwin", coordinates_it)
rules.add_perm("masterplans.edit_quickwin", coordinates_it | writes_it)
rules.add_perm("masterplans.choose_quickwin", coordinates_it | mentors_it)
rules.add_perm("masterplans.finalise_quickwin", coordinates_it)
rules.add_perm("masterplans.return_to_choice_quickwin", coordinates_it | mentors_it)
rules.add_perm("masterplans.drop_quickwin", coordinates_it)
rules.add_perm("masterplans.report_quickwin", (coordinates_it | writes_it) & ~assesses_it)
rules.add_perm("masterplans.arrange_scoring", coordinates_it)
rules.add_perm("masterplans.fill_scoring", is_the_scorer)

rules.add_perm(
    "masterplans.dismiss_checkresult", (writes_what_was_checked | coordinates_it) & ~assesses_it
)
rules.add_perm(
    "masterplans.reopen_checkresult",
    ((writes_what_was_checked | coordinates_it) & ~assesses_it) | mentors_it,
)

rules.add_perm("masterplans.draft_book", belongs_to_it)
rules.add_perm("masterplans.make_output", belongs_to_it)
rules.add_perm("masterplans.issue_book", coordinates_it | is_ministry)
rules.add_perm("masterplans.withdraw_edition", is_ministry)
rules.add_perm("masterplans.draft_volume", belongs_to_it)
rules.add_perm("masterplans.issue_volume", coordinates_it | is_ministry)
rules.add_perm("masterplans.withdraw_volume", is_ministry)
rules.add_perm("masterplans.dress_plan", coordinates_it)
rules.add_perm("masterplans.dress_book", coordinates_it)
rules.add_perm("masterplans.change_brand", is_ministry | coordinates_it)
rules.add_perm("masterplans.summarise_book", coordinates_it)
