"""Which pages does a masterplan have? Reading, writing, reviewing, records, quick wins, books."""
