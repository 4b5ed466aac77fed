"""What does this floor tell the programme floor: which checks can an edition weigh otherwise?"""

from masterplans.checks.catalogue import CHECKS
from programs.guidance.kinds import register_check

for check in CHECKS.values():
    register_check(check.name, check.title, check.rule, check.severity)
