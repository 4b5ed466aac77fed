"""What is measured, and against which target? One module per subject, each with `figures()`."""
