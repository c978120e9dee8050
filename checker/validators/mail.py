"""Email addresses, as they are and as people hide them from robots ("dana at example dot org").

The grammar of RFC 5322 takes nearly anything; what matters here is what people write, so an
address has a mailbox, a host of two labels or more, and does not end like a file. Spelled out,
it reads like a sentence, and sentences read like it: "look at this dot com" is none.

    >>> is_email("dana@example.org"), is_email("icon@2x.png")
    (True, False)
    >>> is_spelled_out("dana at example dot org"), is_spelled_out("look at this dot com")
    (True, False)
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AT = re.compile(r"\s*[\[({<]?\s*@\s*[\])}>]?\s*|\s*[\[({<]\s*at\s*[\])}>]\s*|[ _-]at[ _-]")
_DOT = re.compile(r"\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|[ _-](?:dot|punkt|punto|point)[ _-]")
_FILE_ENDINGS = _words(
    """apk avi css csv dll dmg doc docx exe gif git gz heic html jar jpeg jpg js json jsx lock md
    min mov mp3 mp4 pdf php png ppt pptx svg tar toml ts tsx txt wav webp xls xlsx xml yaml yml
    zip"""
)
# What stands before "at" in a sentence, and not before it in an address; and after it.
_NOT_A_MAILBOX = _words(
    """all am and are arrive arrived available back be been begin begins being best bought buy came
    come coming day deals down find found free good great he held here home hosted i is it live
    look looking looks me meet met new night not now online only open or order out page read sale
    see she shop shopping site sold start starting starts stay staying stop store they there
    tickets today tomorrow tonight up us visit was watch we website were work working works
    you"""
)
_NOT_A_HOST = _words(
    """a all an any first her his home its last least my night no noon once our some that the their
    these this those work your"""
)
_LONGEST_MAILBOX = 64


def is_email(value: str) -> bool:
    """Whether it has the parts of an address."""
    plain = _DOT.sub(".", _AT.sub("@", value, count=1))
    mailbox, _, host = plain.partition("@")
    labels = host.split(".")
    end = labels[-1]
    return (
        0 < len(mailbox) <= _LONGEST_MAILBOX
        and len(labels) > 1
        and ".." not in plain
        and not mailbox.startswith(".")
        and end not in _FILE_ENDINGS
        and (end.startswith("xn--") or not any(map(str.isdigit, end)))
    )


def is_spelled_out(value: str) -> bool:
    """Whether "dana at example dot org" is an address and no sentence."""
    mailbox, _, host = _AT.sub("@", value, count=1).partition("@")
    first = re.split(r"[ .]", host, maxsplit=1)[0]
    return mailbox not in _NOT_A_MAILBOX and first not in _NOT_A_HOST and is_email(value)
