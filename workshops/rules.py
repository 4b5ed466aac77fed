"""Who may do what with the bimtek and the stages? The ministry closes, the region runs, the mentor checks."""

import rules

from programs.people import relations_of
from programs.rules import belongs_to_it, coordinates_it, is_ministry, mentors_it, observes_it

rules.add_perm("workshops.view_workshop", belongs_to_it)
rules.add_perm("workshops.schedule_workshop", coordinates_it | is_ministry)
rules.add_perm("workshops.hold_workshop", coordinates_it | is_ministry)
rules.add_perm("workshops.add_session", coordinates_it | is_ministry)
rules.add_perm("workshops.change_session", coordinates_it | is_ministry)
rules.add_perm("workshops.remove_session", coordinates_it | is_ministry)

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
