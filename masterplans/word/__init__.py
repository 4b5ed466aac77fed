"""How do texts travel between Word and the portal, in both directions, and nothing is lost?"""
