"""What changed between two texts? Blocks are paired, moves found, words, cells and pictures compared.

`changes(old, new)` is plain data; `comparing.drawing` makes it visible, `comparing.pieces` lets
people pick from two texts.
"""
