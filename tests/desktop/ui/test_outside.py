"""Where the system opens nothing, the person gets the address."""

from __future__ import annotations

from desktop.ui.outside import not_opened


def test_of_a_mail_the_address_is_left_and_nothing_else() -> None:
    said = not_opened("mailto:privacy@aldermere.example?subject=SMP-4.1&body=Hello")
    assert said.endswith("write to is privacy@aldermere.example.")
    assert "Hello" not in said


def test_of_a_page_the_whole_address_is_left() -> None:
    assert "https://policy.example/#smp-4.1" in not_opened("https://policy.example/#smp-4.1")
