"""Email addresses, as they are and as people hide them from robots ("dana at example dot org").

The grammar of RFC 5322 takes nearly anything; what matters here is what people write, so an
address has a mailbox, a host of two labels or more, and does not end like a file. Spelled out,
it reads like a sentence, and sentences read like it: "look at this dot com" is none.

    >>> is_email("dana@example.org"), is_email("icon@2x.png")
    (True, False)
    >>> is_role("sales.emea@example.org"), is_role("dana@example.org")
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
# Who reads a mailbox that is called so is an office or a team, not a person.
_ROLE_WORDS = """abuse accounting accounts accueil admin administracao administracion
administratie administrator admissions ads advertising alerts allas alumni amministrazione anfrage
anfragen asiakaspalvelu ask assistance assistenza atendimento ayuda bestellung bestellungen
bewerbung bewerbungen billing biuro bokning booking bookings boutique buchhaltung buero care
careers church clientes comenzi comercial commandes commercial commerciale communication
communications community compliance concierge connect contact contactenos contacto contactus
contato contatti customer customercare customerservice customersupport datenschutz demo dienst
donate donations donotreply dpo editor editorial editors ekonomi empleo emploi empresa enquiries
enquiry event events facturacion factures fakturering faq feedback finance firma frontdesk
fundraising gallery gdpr general geschaeftsstelle gestion getintouch grants hallo hej hello help
helpdesk hi hola hostmaster hotel hotline hr hrdept imprensa inbox info infodesk informace
informatie informazioni inquiries inquiry inscription investorrelations investors invoice invoices
ir it itsupport job jobb jobs karriere klantenservice kontakt kontor kontoret kundendienst
kundenservice kundeservice kundservice lavoro legal library licensing listserv mail mailbox mailer
management marketing media mediarelations members membership mod moderators nepasrepondre news
newsdesk newsletter newsroom noreply notification notifications obchod office officina ogloszenia
order orders ordini parish partners partnership partnerships pedidos people pers personalabteilung
podpora police post postmaster pr praca praxis prenotazioni prensa press presse pressestelle
pressoffice privacy prteam publicity recepcion receptie reception rechnung rechnungen
reclamaciones reclamos recruit recruiting recruitment recrutement recursoshumanos redactie
redaction redaktion redazione registrar registration rekrutacja relations repairs reservas
reservation reservations reservierung returns root rrhh rsvp sales salg sav school secretaria
secretariat security sekretariat sekretariatet service serviceclient services shipping shop sklep
soporte sponsors sponsorship staff stampa store studio submissions subscribe subscriptions suporte
support supporto talent talk team termin termine ticket tickets tienda toimisto tours ufficio
ugyfelszolgalat unsubscribe updates vacatures vagas vanzari vendas vendite ventas verkauf verkoop
vertrieb volunteer volunteering volunteers vorstand web webmaster webshop welcome wholesale
zamowienia zentrale"""
_ROLES = frozenset(_ROLE_WORDS.split())
_NO_REPLY = re.compile(
    r"(?:no|do[._-]?not|ne[._-]?pas)[._-]?(?:reply|repondre|responder)|mailer-daemon"
)
_BRANCH_WORDS = """apac asia benelux berlin central dach desk emea eu europe france germany global
group hq international latam london north office paris south team uk us usa west"""
_BRANCHES = frozenset(_BRANCH_WORDS.split()) | _ROLES
_PARTS = re.compile(r"[._+\-]")
_NOBODYS = frozenset({"git", "hg", "svn"})
"""Mailboxes that are the way to a repository: git@host:team/project."""


def is_email(value: str) -> bool:
    """Whether it has the parts of an address."""
    if value.startswith('"'):  # whatever stands in quotes, even another "@"
        mailbox, _, host = value.rpartition("@")
        return len(mailbox) <= _LONGEST_MAILBOX and is_email("quoted@" + host)
    plain = _DOT.sub(".", _AT.sub("@", value, count=1))
    mailbox, _, host = plain.partition("@")
    labels = host.split(".")
    end = labels[-1]
    return (
        0 < len(mailbox) <= _LONGEST_MAILBOX
        and len(labels) > 1
        and ".." not in plain
        and not mailbox.startswith(".")
        and mailbox not in _NOBODYS
        and end not in _FILE_ENDINGS
        and not (end == "py" and len(labels) == 2)
        and (end.startswith("xn--") or not any(map(str.isdigit, end)))
    )


def is_spelled_out(value: str) -> bool:
    """Whether "dana at example dot org" is an address and no sentence."""
    mailbox, _, host = _AT.sub("@", value, count=1).partition("@")
    first = re.split(r"[ .]", host, maxsplit=1)[0]
    return mailbox not in _NOT_A_MAILBOX and first not in _NOT_A_HOST and is_email(value)


def is_role(value: str) -> bool:
    """Whether the mailbox is called after an office or a team: sales.emea@, no-reply@."""
    mailbox = value.partition("@")[0].strip("_")
    first, *rest = _PARTS.split(mailbox)
    named = (first in _ROLES and _BRANCHES.issuperset(rest)) or _NO_REPLY.fullmatch(mailbox)
    return bool(named) and is_email(value)


def is_spaced(value: str) -> bool:
    """Whether "dana @ example.org" is a person's address; "sales @shop" names a shop's account."""
    return _AT.split(value, maxsplit=1)[0] not in _ROLES and is_spelled_out(value)
