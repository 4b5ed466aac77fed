"""Who may do what with the bimtek and the stages? The ministry closes, the region runs, the mentor checks."""

import rules

from programs.rules import belongs_to_it, coordinates_it, is_ministry, mentors_it

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
