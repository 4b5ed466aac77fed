"""What does the comparison of two texts show?"""

from masterplans import compare


def kinds(old: str, new: str) -> list[str]:
    return [line.kind for line in compare.lines(old, new)]


def test_paragraphs_rows_and_pictures_are_compared_one_by_one():
    text = (
        "<h3>Judul</h3><ul><li><p>satu</p></li></ul><table><tbody><tr><th><p>a</p></th><td>b</td></tr>"
        '<tr><td></td></tr></tbody></table><figure><img alt="Peta"><figcaption>k</figcaption></figure>'
    )

    assert compare.paragraphs(text) == ["Judul", "satu", "a · b", "[Peta]", "k"]


def test_what_was_added_removed_and_changed_is_told_apart():
    assert kinds("<p>a</p><p>b</p>", "<p>a</p><p>c</p><p>d</p>") == ["same", "changed", "added"]
    assert kinds("<p>a</p><p>b</p>", "<p>a</p>") == ["same", "removed"]
    assert kinds("", "<p>a</p>") == ["added"]
