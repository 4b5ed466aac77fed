"""How does history say what happened in the programme?"""

from django.utils.translation import gettext_lazy as _

from accounts.services.history import register

register("programs.guidanceedition.load", _("loaded the guidance edition, revision %(revision)s"))
register("programs.guidanceedition.freeze", _("froze the guidance edition: a cohort has started"))
register("programs.guidanceedition.open", _("took the guidance edition into use"))
register("programs.guidanceedition.withdraw", _("took the guidance edition back into draft"))
register("programs.guidanceedition.change", _("changed the guidance edition: %(part)s"))
register(
    "programs.guidanceedition.clone",
    _("made this draft from the guidance edition %(year)s, revision %(revision)s"),
)
register("programs.guidanceedition.revise", _("began this revision: %(reason)s"))
register("programs.guidanceedition.import", _("imported the file of revision %(revision)s"))
register(
    "programs.guidanceedition.discard",
    _("threw away the draft of %(year)s, revision %(revision)s"),
)
register("programs.guidanceedition.enforce", _("put this revision in force: %(reason)s"))
register(
    "programs.cohort.revise",
    _("put revision %(revision)s of the guidance edition in force: %(reason)s"),
)
register(
    "programs.enrolment.revise",
    _("goes by revision %(revision)s of the guidance edition: %(reason)s"),
)
register("programs.cohort.start", _("opened the cohort %(year)s"))
register("programs.cohort.change", _("changed facts of the cohort"))
register("programs.enrolment.enrol", _("enrolled the region in the cohort %(year)s"))
register("programs.enrolment.register_memorandum", _("registered the MoU %(number)s"))
register("programs.enrolment.correct_memorandum", _("corrected the MoU %(number)s"))
register("programs.enrolment.assign_mentor", _("assigned %(mentor)s as mentor"))
register("programs.enrolment.release_mentor", _("released %(mentor)s as mentor"))
register("programs.enrolment.assign_assessor", _("assigned %(name)s as assessor"))
register("programs.enrolment.decree_body", _("registered the decree of %(body)s: %(decree)s"))
register("programs.enrolment.correct_body", _("corrected the decree of %(body)s: %(decree)s"))
register("programs.enrolment.remind_memorandum", _("reminded the region of the missing MoU"))
register("programs.mentor.register", _("put %(name)s on the list of mentors"))
register("programs.mentor.change", _("changed the profile of the mentor"))
register("programs.candidacy.add", _("put the region on the list of candidates %(year)s"))
register("programs.candidacy.record_chosen", _("wrote down that the region was chosen: %(source)s"))
register("programs.candidacy.change", _("changed facts of the candidacy"))
register("programs.candidacy.assign_assessor", _("asked %(name)s to assess the candidate"))
register("programs.candidacy.release_assessor", _("released %(name)s from assessing"))
register("programs.candidacy.hand_in", _("handed in a score sheet"))
register("programs.candidacy.give_back", _("gave the score sheet back to %(name)s: %(reason)s"))
register("programs.candidacy.complete", _("handed in the last sheet; the assessment is complete"))
register("programs.candidacy.assess", _("closed the assessment"))
register("programs.candidacy.resume", _("opened the assessment again"))
register("programs.candidacy.accept", _("accepted the candidate. %(reason)s"))
register("programs.candidacy.decline", _("declined the candidate: %(reason)s"))
register("programs.candidacy.withdraw", _("recorded the withdrawal: %(reason)s"))
register("programs.candidacy.reopen", _("took the decision back: %(reason)s"))
register("programs.candidacy.issue_letter", _("issued the pass letter %(number)s"))
register("programs.agency.add", _("added the agency %(name)s"))
register("programs.agency.change", _("changed the agency to %(name)s"))
register("programs.official.register", _("wrote down the official %(name)s"))
register("programs.office.open", _("opened the office %(title)s"))
register("programs.office.appoint", _("appointed %(name)s as %(title)s"))
register("programs.office.end", _("ended the tenure of %(name)s"))
register(
    "programs.office.hand_over",
    _("%(name)s follows %(predecessor)s; what the office holds was handed over"),
)
register(
    "programs.office.acknowledge",
    _("%(name)s acknowledged what the office holds (%(count)s), after %(predecessor)s"),
)
register("programs.office.remind_successor", _("reminded %(name)s to acknowledge the office"))

register("programs.relation.grant_ministry", _("made %(name)s ministry staff"))
register("programs.relation.grant_mentor", _("made %(name)s a mentor"))
register("programs.relation.grant_coordinator", _("made %(name)s coordinator of the region"))
register("programs.relation.grant_writer", _("made %(name)s a writer of the agency"))
register("programs.relation.grant_head", _("made %(name)s head of the agency"))
register("programs.relation.grant_signatory", _("gave %(name)s the account of the signatory"))
register("programs.relation.grant_assessor", _("made %(name)s an assessor"))
register("programs.relation.grant_observer", _("made %(name)s an observer"))
register("programs.relation.revoke_ministry", _("ended: %(name)s as ministry staff"))
register("programs.relation.revoke_mentor", _("ended: %(name)s as mentor"))
register("programs.relation.revoke_coordinator", _("ended: %(name)s as coordinator of the region"))
register("programs.relation.revoke_writer", _("ended: %(name)s as writer of the agency"))
register("programs.relation.revoke_head", _("ended: %(name)s as head of the agency"))
register("programs.relation.revoke_signatory", _("ended: %(name)s as signatory"))
register("programs.relation.revoke_assessor", _("ended: %(name)s as assessor"))
register("programs.relation.revoke_observer", _("ended: %(name)s as observer"))
register("programs.letterhead.change", _("changed the head and the numbers of letters"))
