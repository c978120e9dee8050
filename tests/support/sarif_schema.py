"""The part of SARIF 2.1.0 that Clearpost writes, as a JSON schema.

Written from the standard (section 3 of sarif-v2.1.0-errata01): which properties an object may
have, which it must have, and what their values are. Every object is closed, as in the standard's
own schema, so a misspelled or misplaced property is refused.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
POSITION: Schema = {"type": "integer", "minimum": 1}
COUNT: Schema = {"type": "integer", "minimum": 0}
INDEX: Schema = {"type": "integer", "minimum": -1}
BAG: Schema = {"type": "object"}
LEVEL: Schema = {"enum": ["none", "note", "warning", "error"]}


def closed(properties: dict[str, Schema], *required: str) -> Schema:
    return {
        "type": "object",
        "properties": {**properties, "properties": BAG},
        "required": list(required),
        "additionalProperties": False,
    }


def array(items: Schema, *, unique: bool = False, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": unique, "minItems": least}


MESSAGE = {
    **closed({"text": STRING, "markdown": STRING, "id": STRING, "arguments": array(STRING)}),
    "anyOf": [{"required": ["text"]}, {"required": ["id"]}],
}
MULTIFORMAT = closed({"text": STRING, "markdown": STRING}, "text")
ARTIFACT_LOCATION = closed({"uri": {"type": "string", "format": "uri-reference"}, "index": INDEX})
REGION = closed(
    {
        "startLine": POSITION,
        "startColumn": POSITION,
        "endLine": POSITION,
        "endColumn": POSITION,
        "charOffset": INDEX,
        "charLength": COUNT,
    }
)
LOCATION = closed(
    {
        "physicalLocation": closed(
            {"artifactLocation": ARTIFACT_LOCATION, "region": REGION}, "artifactLocation"
        )
    }
)
REPLACEMENT = closed(
    {"deletedRegion": REGION, "insertedContent": closed({"text": STRING})}, "deletedRegion"
)
CHANGE = closed(
    {"artifactLocation": ARTIFACT_LOCATION, "replacements": array(REPLACEMENT, least=1)},
    "artifactLocation",
    "replacements",
)
FIX = closed(
    {"description": MESSAGE, "artifactChanges": array(CHANGE, unique=True, least=1)},
    "artifactChanges",
)
RULE = closed(
    {
        "id": STRING,
        "shortDescription": MULTIFORMAT,
        "fullDescription": MULTIFORMAT,
        "help": MULTIFORMAT,
        "helpUri": {"type": "string", "format": "uri"},
        "defaultConfiguration": closed({"level": LEVEL}),
    },
    "id",
)
RESULT = closed(
    {
        "ruleId": STRING,
        "ruleIndex": INDEX,
        "level": LEVEL,
        "message": MESSAGE,
        "locations": array(LOCATION),
        "partialFingerprints": {"type": "object", "additionalProperties": STRING},
        "rank": {"type": "number", "minimum": -1, "maximum": 100},
        "fixes": array(FIX, unique=True),
    },
    "message",
)
NOTIFICATION = closed(
    {
        "level": LEVEL,
        "message": MESSAGE,
        "locations": array(LOCATION, unique=True),
        "descriptor": closed({"id": STRING, "index": INDEX}),
    },
    "message",
)
INVOCATION = closed(
    {
        "executionSuccessful": {"type": "boolean"},
        "toolExecutionNotifications": array(NOTIFICATION),
    },
    "executionSuccessful",
)
DRIVER = closed({"name": STRING, "version": STRING, "rules": array(RULE, unique=True)}, "name")
RUN = closed(
    {
        "tool": closed({"driver": DRIVER}, "driver"),
        "invocations": array(INVOCATION),
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "artifacts": array(closed({"location": ARTIFACT_LOCATION}), unique=True),
        "results": array(RESULT),
    },
    "tool",
)
LOG = closed(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": array(RUN),
    },
    "version",
    "runs",
)
