"""A local stand-in for the Esign Client of BSrE: for tests and the demo, never in production."""
