"""Which pages do commitments have? The board, drafts, the signatory's page, and the public check."""
