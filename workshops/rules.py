"""Who may do what with the bimtek and the stages? The ministry closes, the region runs, the mentor checks."""

import rules

from programs.people import relations_of
from programs.rules import (
    assesses_it,
    belongs_to_it,
    coordinates_it,
    is_ministry,
    mentors_it,
    observes_it,
    works_in_its_region,
)

rules.add_perm("workshops.view_workshop", belongs_to_it)
rules.add_perm("workshops.schedule_workshop", coordinates_it | is_ministry)
rules.add_perm("workshops.hold_workshop", coordinates_it | is_ministry)
rules.add_perm("workshops.add_session", coordinates_it | is_ministry)
rules.add_perm("workshops.change_session", coordinates_it | is_ministry)
rules.add_perm("workshops.remove_session", coordinates_it | is_ministry)

rules.add_perm("workshops.rebuild_agenda", coordinates_it | is_ministry)
rules.add_perm("workshops.copy_agenda", coordinates_it | is_ministry)
rules.add_perm("workshops.delay_session", coordinates_it | is_ministry)
rules.add_perm("workshops.override_schedule", is_ministry)
rules.add_perm("workshops.join_meeting", is_ministry)
rules.add_perm("workshops.leave_meeting", is_ministry)

rules.add_perm("workshops.view_letter", belongs_to_it)
rules.add_perm("workshops.draft_letter", coordinates_it | is_ministry)
rules.add_perm("workshops.edit_letter", coordinates_it | is_ministry)
rules.add_perm("workshops.discard_letter", coordinates_it | is_ministry)
rules.add_perm("workshops.issue_letter", coordinates_it | is_ministry)
rules.add_perm("workshops.replace_letter", coordinates_it | is_ministry)
rules.add_perm("workshops.cancel_letter", coordinates_it | is_ministry)
rules.add_perm("workshops.sign_letter", coordinates_it | is_ministry)
rules.add_perm("workshops.send_letter", coordinates_it | is_ministry)
rules.add_perm("workshops.record_answer", coordinates_it | is_ministry)

rules.add_perm("workshops.add_speaker", coordinates_it | is_ministry)
rules.add_perm("workshops.change_speaker", coordinates_it | is_ministry)
rules.add_perm("workshops.remove_speaker", coordinates_it | is_ministry)
rules.add_perm("workshops.add_material", coordinates_it | mentors_it | is_ministry)
rules.add_perm("workshops.change_material", coordinates_it | mentors_it | is_ministry)
rules.add_perm("workshops.remove_material", coordinates_it | mentors_it | is_ministry)

rules.add_perm("workshops.upload_output", coordinates_it)
rules.add_perm("workshops.check_output", mentors_it)
rules.add_perm("workshops.return_output", mentors_it)

rules.add_perm("workshops.view_gate", belongs_to_it)
rules.add_perm("workshops.close_stage", is_ministry)
rules.add_perm("workshops.override_stage", is_ministry)
rules.add_perm("workshops.reopen_stage", is_ministry)
rules.add_perm("workshops.plead_stage", coordinates_it)
rules.add_perm("workshops.answer_plea", is_ministry)
rules.add_perm("workshops.remind_holder", coordinates_it | mentors_it | is_ministry)
rules.add_perm("workshops.record_milestone", coordinates_it | is_ministry)


@rules.predicate
def holds_task(user, task) -> bool:
    """The task lies with an agency, an office or a role of this person."""
    relations = relations_of(user)
    if task.holder == "agency":
        return task.agency_id in relations.agencies or (
            task.agency.is_coordinator and coordinates_it(user, task)
        )
    if task.holder == "office":
        return task.office_id in relations.held_offices
    if task.holder == "ministry":
        return relations.ministry
    return mentors_it(user, task) if task.holder == "mentor" else coordinates_it(user, task)


organises_it = coordinates_it | is_ministry
runs_it = coordinates_it | mentors_it | is_ministry

rules.add_perm("workshops.view_minutes", belongs_to_it)
rules.add_perm("workshops.write_minutes", organises_it)
rules.add_perm("workshops.submit_minutes", coordinates_it)
rules.add_perm("workshops.withdraw_minutes", coordinates_it)
rules.add_perm("workshops.reject_minutes", mentors_it | is_ministry)
rules.add_perm("workshops.agree_minutes", mentors_it | is_ministry)
rules.add_perm("workshops.correct_minutes", runs_it)
rules.add_perm("workshops.sign_minutes", organises_it)

rules.add_perm("workshops.view_task", belongs_to_it)
rules.add_perm("workshops.report_task", holds_task | coordinates_it)
rules.add_perm("workshops.confirm_task", is_ministry | (mentors_it | coordinates_it) & ~holds_task)
rules.add_perm("workshops.reopen_task", is_ministry | (mentors_it | coordinates_it) & ~holds_task)
rules.add_perm("workshops.reassign_task", runs_it)
rules.add_perm("workshops.postpone_task", runs_it)
rules.add_perm("workshops.drop_task", mentors_it | is_ministry)

rules.add_perm("workshops.add_photo", runs_it)
rules.add_perm("workshops.describe_photo", runs_it)
rules.add_perm("workshops.remove_photo", runs_it)
rules.add_perm("workshops.record_visit", runs_it)

rules.add_perm("workshops.view_evaluation", runs_it | observes_it)
rules.add_perm("workshops.open_survey", organises_it)
rules.add_perm("workshops.close_survey", organises_it)
rules.add_perm("workshops.hand_out_survey", organises_it)

rules.add_perm("workshops.view_certificates", runs_it)
rules.add_perm("workshops.plan_certificates", organises_it)
rules.add_perm("workshops.issue_certificate", organises_it)
rules.add_perm("workshops.withdraw_certificate", organises_it)
rules.add_perm("workshops.correct_certificate", organises_it)
rules.add_perm("workshops.sign_certificates", organises_it)


@rules.predicate
def writes_for_the_group(user, group) -> bool:
    """Whether the person works in a member agency of the group, or is its scribe."""
    if group is None or group._meta.label_lower != "workshops.workgroup":
        return False
    mine = relations_of(user).agencies
    if mine and any(agency.pk in mine for agency in group.agencies.all()):
        return True
    return group.scribes.active().filter(user=user.pk).exists()


rules.add_perm("workshops.prepare_worksheet", coordinates_it)
rules.add_perm("workshops.arrange_group", coordinates_it)
rules.add_perm("workshops.join_group", works_in_its_region & ~assesses_it)
rules.add_perm("workshops.invite_scribe", coordinates_it)
rules.add_perm("workshops.view_group", belongs_to_it | writes_for_the_group)
rules.add_perm("workshops.write_group", (coordinates_it | writes_for_the_group) & ~assesses_it)
rules.add_perm("workshops.hand_in_group", (coordinates_it | writes_for_the_group) & ~assesses_it)
rules.add_perm("workshops.resume_group", (coordinates_it | writes_for_the_group) & ~assesses_it)
rules.add_perm("workshops.remark_group", mentors_it)
rules.add_perm("workshops.give_back_group", mentors_it)
rules.add_perm("workshops.accept_group", mentors_it)
rules.add_perm("workshops.merge_worksheet", coordinates_it)
rules.add_perm("workshops.record_result", is_ministry)


@rules.predicate
def runs_its_room(user, obj) -> bool:
    """The person runs the bimtek where this participation sits, perhaps another region's."""
    if obj is None or obj._meta.label_lower != "workshops.participation":
        return False
    return bool(runs_it(user, obj.workshop))


@rules.predicate
def organises_its_room(user, obj) -> bool:
    if obj is None or obj._meta.label_lower != "workshops.participation":
        return False
    return bool(organises_it(user, obj.workshop))


rules.add_perm("workshops.view_attendance", runs_it)
rules.add_perm("workshops.record_attendance", runs_it | runs_its_room)
rules.add_perm("workshops.edit_roster", organises_it | organises_its_room)
rules.add_perm("workshops.run_check_in", runs_it)
