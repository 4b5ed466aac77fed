"""How does a sheet become paper? One HTML page per sheet, printed through the kit's door."""
