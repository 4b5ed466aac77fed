"""How does a quick win hang together with everything else of its region, and what hangs loose?"""
