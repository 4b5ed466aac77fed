"""Are a plan's records counted apart, whatever the other tables hold?"""

from masterplans.inventory import record_counts
from masterplans.models import Mission, SwotItem


def test_rows_of_one_table_do_not_multiply_those_of_another(plan, django_assert_num_queries):
    for number in range(3):
        SwotItem.objects.create(plan=plan, quadrant="S", statement=f"Kekuatan {number}.")
        Mission.objects.create(plan=plan, text=f"Misi {number}.")

    with django_assert_num_queries(1):
        counts = record_counts(plan)

    assert (counts["swot"], counts["missions"], counts["programs"]) == (3, 3, 0)
