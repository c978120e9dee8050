"""A draft in, a report out: the order of work, and the one class with state.

Each segment is read paragraph by paragraph. What the detectors saw in a paragraph is kept for the
next check, so that a keystroke costs one paragraph; everything that depends on the day, the
audience or the text around is decided afterwards, over the few matches there are. A check is a
plain call on frozen values and holds for any text. Nothing here starts a thread, opens a file or
asks what time it is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from checker.detectors import Detector, build_live
from checker.detectors.combinations import POST
from checker.detectors.combine import ProtectedSpeech
from checker.detectors.near_misses import near_misses
from checker.detectors.own import Own
from checker.detectors.patterns import PatternDetector
from checker.detectors.threads import SplitValue, split_values
from checker.explain import explain
from checker.model import (
    Draft,
    Entity,
    Finding,
    Match,
    NotRun,
    PackInfo,
    Profile,
    Report,
    Segment,
    Severity,
    Span,
    Weighed,
)
from checker.pack.model import Pack
from checker.resolve import Resolved, resolve
from checker.spans import Spans
from checker.sureness import sureness, too_unsure
from checker.view import Sentences, View, paragraphs

_CACHE_CHARACTERS = 400_000
_CACHE_PARAGRAPHS = 2_000

_LOWER: dict[Severity, Severity] = {"error": "warning", "warning": "note"}
"""What a combination in protected speech is; a note is none there."""

_Key = tuple[str, bool, str | None]
Seen = tuple[tuple[Match, ...], tuple[NotRun, ...]]


class Engine:
    """Checks drafts against one pack.

    Holds the text of recent paragraphs in memory, never longer than its own life; `forget`
    empties it.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._detectors: list[Detector] = build_live(pack)
        self._protected = ProtectedSpeech(pack.protected)
        self._seen: OrderedDict[_Key, Seen] = OrderedDict()
        self._seen_characters = 0

    def check(
        self,
        draft: Draft,
        *,
        as_of: datetime,
        trusted_time: datetime | None = None,
        audiences: frozenset[str] | None = None,
        profile: Profile | None = None,
        deep: bool = True,
        entities: bool = False,
        explain: bool = False,
    ) -> Report:
        """Check a draft.

        Args:
            draft: any text; lone surrogates, NUL and stray marks are carried.
            as_of: the day that terms are judged by, in UTC.
            trusted_time: what lifts an embargo; `as_of` where it is not given.
            audiences: whose terms count; None means everybody's.
            profile: what is the person's own, for hints in place of findings.
            deep: whether names and topics are asked for too.
            entities: whether to report values that are no problem in themselves.
            explain: whether to report what was weighed and set aside.
        """
        trusted = trusted_time or as_of
        own = Own(profile, self.pack.rules) if profile else None
        findings: list[Finding] = []
        found: list[Entity] = []
        weighed: list[Weighed] = []
        not_run: dict[NotRun, None] = dict.fromkeys(self._always_not_run(deep))
        split = self._split(draft)
        for index, segment in enumerate(draft.segments):
            matches, failed = self._matches(segment)
            if split:
                matches = [m for m in matches if not any(v.replaces(m, index) for v in split)]
                matches.extend(value.match for value in split if value.segment == index)
            not_run.update(dict.fromkeys(failed))
            if not matches and not explain and not own:
                continue
            parts = Sentences(segment.text)
            kept, dropped = self._in_force(matches, parts, as_of, trusted, audiences)
            if own:
                kept = [own.claimed(match, segment.text) for match in kept]
                kept.extend(own.places(segment.text))
            resolved = resolve(kept, self.pack.rules)
            findings.extend(self._findings(resolved.winners, index, segment.text, parts))
            if entities:
                found.extend(Entity(index, m.span, m.type, m.confidence) for m in resolved.entities)
            if explain:
                weighed.extend(self._weighed(index, segment.text, dropped, resolved))
        return Report(
            findings=tuple(findings),
            pack=self._info(as_of),
            checked_on=as_of,
            not_run=tuple(not_run),
            entities=tuple(found),
            weighed=tuple(weighed),
        )

    def forget(self) -> None:
        """Let go of every paragraph."""
        self._seen.clear()
        self._seen_characters = 0

    def _matches(self, segment: Segment) -> tuple[list[Match], list[NotRun]]:
        """Raw matches of a segment, in its offsets."""
        text = segment.text
        matches: list[Match] = []
        failed: list[NotRun] = []
        spans = paragraphs(text)
        is_one = len(spans) == 1
        # A short post of several paragraphs is read once more, as one, by those who ask for it.
        again = [Span(0, len(text))] if not is_one and len(text) <= POST else []
        for span in (*spans, *again):
            scope = None if not again else "post" if span is again[0] else "paragraph"
            seen, problems = self._paragraph(text[span.start : span.end], is_one, scope)
            failed.extend(problems)
            if span.start == 0:
                matches.extend(seen)
            else:
                matches.extend(match.shifted(span.start) for match in seen)
        return matches, failed

    def _split(self, draft: Draft) -> list[SplitValue]:
        """Values that go on in the next post or paragraph."""
        if len(draft.segments) == 1 and "\n" not in draft.segments[0].text:
            return []
        patterns = [one for one in self._detectors if isinstance(one, PatternDetector)]
        return [value for one in patterns for value in split_values(draft.segments, one)]

    def _paragraph(self, text: str, whole: bool, scope: str | None) -> Seen:
        """What the detectors see in one paragraph, from memory if it was seen before."""
        key = (text, whole, scope)
        seen = self._seen.get(key)
        if seen is not None:
            self._seen.move_to_end(key)
            return seen
        view = View(text, whole=whole)
        matches: list[Match] = []
        failed: list[NotRun] = []
        for detector in self._detectors:
            if scope and detector.scope != scope:
                continue
            try:
                matches.extend(detector.detect(view))
            except Exception as error:  # one broken check must not hide the others
                failed.append(
                    NotRun(detector.name, f"it failed ({type(error).__name__})", "failed")
                )
        seen = (tuple(matches), tuple(failed))
        if not failed:
            self._remember(key, seen)
        return seen

    def _remember(self, key: _Key, seen: Seen) -> None:
        size = len(key[0])
        if size > _CACHE_CHARACTERS:
            return
        self._seen[key] = seen
        self._seen_characters += size
        while self._seen_characters > _CACHE_CHARACTERS or len(self._seen) > _CACHE_PARAGRAPHS:
            (old, _, _), _ = self._seen.popitem(last=False)
            self._seen_characters -= len(old)

    def _in_force(
        self,
        matches: Iterable[Match],
        parts: Sentences,
        as_of: datetime,
        trusted: datetime,
        audiences: frozenset[str] | None,
    ) -> tuple[list[Match], list[tuple[Match, str]]]:
        """Matches that count on that day, for those people, in that text."""
        kept: list[Match] = []
        dropped: list[tuple[Match, str]] = []
        for match in matches:
            if match.term is not None and self.pack.terms is not None:
                term = self.pack.terms.term(match.term)
                if not term.is_active(as_of, trusted):
                    dropped.append((match, "the term is not in force on that day"))
                    continue
                if not term.is_for(audiences):
                    dropped.append((match, "the term is meant for other people"))
                    continue
            if match.needs is not None and not match.needs.found_in(parts.around(match.span)):
                dropped.append((match, "none of the words it needs is near"))
                continue
            sure, least = sureness(match, self.pack)
            if sure < least:
                dropped.append((match, too_unsure(sure, least)))
                continue
            kept.append(match)
        return kept, dropped

    def _findings(
        self,
        winners: Iterable[tuple[Match, tuple[str, ...]]],
        segment: int,
        text: str,
        parts: Sentences,
    ) -> Iterable[Finding]:
        for match, also in winners:
            is_protected = self._protected.is_in(parts.around(match.span))
            if is_protected and match.type == "topic":
                if not self._is_combination(match):
                    continue
                lower = _LOWER.get(match.severity or self.pack.rules[match.rule_id].severity)
                if lower is None:
                    continue
                match = replace(match, severity=lower)
            match = replace(match, confidence=sureness(match, self.pack)[0])
            yield explain(
                match, also, segment=segment, text=text, pack=self.pack, only_this=is_protected
            )

    def _weighed(
        self,
        segment: int,
        text: str,
        dropped: Iterable[tuple[Match, str]],
        resolved: Resolved,
    ) -> list[Weighed]:
        """What was set aside in a segment, and what nearly was something, in order of places.

        Where something is reported, what else the place nearly was helps nobody.
        """
        aside = [*dropped, *resolved.lost]
        seen = {(match.rule_id, match.span) for match, _ in aside}
        taken = Spans()
        for match, _ in resolved.winners:
            taken.add(match.span)
        weighed = [Weighed(m.rule_id, segment, m.span, reason) for m, reason in aside]
        patterns = [one for one in self._detectors if isinstance(one, PatternDetector)]
        spans = paragraphs(text)
        for part in spans:
            view = View(text[part.start : part.end], whole=len(spans) == 1)
            for miss in (miss for one in patterns for miss in near_misses(one, view)):
                span = miss.span.shifted(part.start)
                if (miss.rule_id, span) not in seen and not taken.meeting(span):
                    weighed.append(Weighed(miss.rule_id, segment, span, miss.reason))
        return sorted(weighed, key=lambda one: (one.span, one.rule_id))

    def _is_combination(self, match: Match) -> bool:
        """Whether pieces about somebody were found together: a fact, and no talk about work."""
        rule = self.pack.rules.get(match.rule_id)
        return rule is not None and bool(rule.needs)

    def _always_not_run(self, deep: bool) -> Iterable[NotRun]:
        if not self.pack.has_company_terms:
            yield NotRun("company terms", "no company list installed", "skipped")
        if self.pack.terms is not None and self.pack.terms.sealed_count:
            yield NotRun("sealed terms", "this version cannot read them", "unsupported")
        if deep:
            yield NotRun("names and topics", "not part of this version", "unsupported")
        else:
            yield NotRun("names and topics", "left out by choice", "skipped")

    def _info(self, as_of: datetime) -> PackInfo:
        manifest = self.pack.manifest
        made = manifest.made_on
        age = (as_of.date() - made).days if made else None
        return PackInfo(manifest.id, manifest.version, age, self.pack.has_company_terms)
