"""Does a structure whose length ends in 0x80 take as long as any other?"""

import time

from asn1crypto import core

from commitments.signing import asn1_lengths, signers


def nested(depth: int, wanted: int):
    """A structure of so many levels whose own length is `wanted` bytes."""
    for size in range(1, wanted):
        spec = type("Leaf", (core.SequenceOf,), {"_child_spec": core.OctetString})
        value = spec([core.OctetString(b"x" * size)])
        for _ in range(depth):
            spec = type("Level", (core.SequenceOf,), {"_child_spec": spec})
            value = spec([value])
        if len(value.contents) == wanted:
            return value
    raise AssertionError("no such length")


def test_a_length_that_looks_indefinite_is_written_once():
    assert signers
    value = nested(7, 0x180)
    begun = time.perf_counter()
    first = value.dump()
    for _ in range(20):
        assert value.dump() == first
    assert first[:4] == b"\x30\x82\x01\x80"
    assert time.perf_counter() - begun < 1


def test_an_indefinite_length_is_still_written_anew():
    indefinite = core.SequenceOf.load(b"\x30\x80\x04\x01x\x00\x00", spec=core.OctetString)
    assert indefinite.dump() == b"\x30\x03\x04\x01x"


def test_putting_it_right_twice_changes_nothing():
    before = core.Sequence.dump
    asn1_lengths.put_right()
    assert core.Sequence.dump is before
