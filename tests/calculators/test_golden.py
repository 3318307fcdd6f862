from __future__ import annotations

import pytest

from tests.calculators import golden


@pytest.mark.parametrize("language", golden.LANGUAGES)
@pytest.mark.parametrize("calculator_id", golden.EXAMPLES)
def test_the_page_looks_as_it_did(calculator_id: str, language: str) -> None:
    kept = golden.file(calculator_id, language).read_text("utf-8")
    assert golden.result(calculator_id, language) == kept, "read tests/calculators/golden.py before writing it anew"
