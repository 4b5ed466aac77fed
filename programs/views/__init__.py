"""Which pages does the programme have? Facts of cohorts and enrolments, their people, the guidance."""
