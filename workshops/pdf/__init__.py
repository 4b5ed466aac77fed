"""How do the official papers of a bimtek look in print?"""
