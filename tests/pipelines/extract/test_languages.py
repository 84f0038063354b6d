"""In which language a text is written."""

import pytest

from pipelines.extract.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour wall of the old town was rebuilt in stone after the winter storms, and the ferries sail.", "en"),
        ("Die Hafenmauer der alten Stadt wurde nach den Winterstürmen wieder in Stein aufgebaut.", "de"),
        ("港の古い壁は冬の嵐のあとに石で再建され、フェリーが再び運航しています。", "ja"),
        ("Старая стена у гавани была восстановлена после зимних штормов.", "ru"),
        ("Harbour", None),
        ("", None),
        ("Alabama 20,418 18,234 Alaska 4,501 3,123 Arizona 12,000 55 66 777 " * 5, None),
        ("1 2 3 " * 100, None),
    ],
)
def test_the_language_is_named_where_there_is_enough_of_it(text, language):
    assert language_of(text) == language
