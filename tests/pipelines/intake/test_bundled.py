"""The document that comes with citewatch is read like any other."""

from pipelines.intake import bundled, read_document


def test_every_reference_of_the_bundled_document_is_cited() -> None:
    name, payload = bundled()
    document = read_document(payload, name=name)
    assert [reference.label for reference in document.references] == [str(number) for number in range(1, 21)]
    assert {label for claim in document.claims for label in claim.labels} == {r.label for r in document.references}
    assert document.notes == ()
    assert name == "bundled.md"
