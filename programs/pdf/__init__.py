"""Which papers does the programme print? Pass letters and the twin of an MoU, through the kit's door."""
