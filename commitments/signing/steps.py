"""Was each later revision an allowed step? Every pair of neighbours is judged once.

pyHanko's own policy compares every later revision with every signed one. A chain in which
each single step is allowed needs each step judged once; the answer for a signature is the
answer for all steps after it.
"""

from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    ModificationLevel,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm


class StepPolicy(StandardDiffPolicy):
    """The default rules, applied to neighbouring revisions; one instance serves one reader."""

    def __init__(self) -> None:
        rules = DEFAULT_DIFF_POLICY
        super().__init__(
            rules.global_rules,
            rules.form_rule,
            rules.reject_object_freeing,
            rules.ignore_orphaned_objects,
        )
        self._judged: dict[tuple, DiffResult | SuspiciousModification] = {}

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        """Join the verdicts on all steps after `base_revision`, or return the first refusal."""
        base = base_revision if isinstance(base_revision, int) else base_revision.revision
        level, changed = ModificationLevel.NONE, set()
        for revision in range(base + 1, reader.xrefs.total_revisions):
            step = self._judge(reader, revision, field_mdp_spec, doc_mdp)
            if isinstance(step, SuspiciousModification):
                return step
            level = max(level, step.modification_level)
            changed |= step.changed_form_fields
        return DiffResult(level, changed)

    def _judge(
        self,
        reader: PdfFileReader,
        revision: int,
        field_mdp_spec: FieldMDPSpec | None,
        doc_mdp: MDPPerm | None,
    ) -> DiffResult | SuspiciousModification:
        key = (revision, repr(field_mdp_spec), doc_mdp)
        if key not in self._judged:
            try:
                self._judged[key] = self.apply(
                    old=reader.get_historical_resolver(revision - 1),
                    new=reader.get_historical_resolver(revision),
                    field_mdp_spec=field_mdp_spec,
                    doc_mdp=doc_mdp,
                )
            except SuspiciousModification as refusal:
                self._judged[key] = refusal
        return self._judged[key]
