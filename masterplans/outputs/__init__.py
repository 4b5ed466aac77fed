"""Which files besides the printed book are made from a plan, what do they hold, and how are they made?"""
