"""How does the portal speak with the Esign Client of BSrE? Both interfaces, one route."""
