"""The JSON Schemas of a brief.yaml and a rulings.yaml, for editors that complete and check while one types.

Here belongs making the schemas from the models; `briefs/brief.schema.json` and `briefs/rulings.schema.json`
keep what is returned.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.briefs.model import Brief
from pipeline.briefs.rulings import ACTS, Rulings
from pipeline.briefs.vocabulary import events


def brief_schema() -> str:
    """Return the JSON Schema of a brief.yaml as text: the model without the id and the rulings."""
    schema = Brief.model_json_schema()
    for name in ("id", "rulings"):
        schema["properties"].pop(name)
    schema["required"].remove("id")
    of_rulings = set(Rulings.model_json_schema()["$defs"])
    schema["$defs"] = {name: part for name, part in schema["$defs"].items() if name not in of_rulings}
    question = schema["$defs"]["Question"]["properties"]
    for key in ("category", "status"):
        for option in question[key]["anyOf"]:
            if option["type"] == "array":
                option["minItems"] = 1
    word = {"enum": sorted(events())}
    question["event"] = {
        "anyOf": [word, {"type": "array", "items": word, "minItems": 1}],
        "description": question["event"]["description"],
    }
    return _text(schema)


def rulings_schema() -> str:
    """Return the JSON Schema of a rulings.yaml as text; a ruling holds exactly one act."""
    schema = Rulings.model_json_schema()
    schema["$defs"]["Ruling"]["oneOf"] = [{"required": [act]} for act in ACTS]
    event = schema["$defs"]["Correction"]["properties"]["event"]
    event["anyOf"] = [{"enum": sorted(events())}, {"type": "null"}]
    return _text(schema)


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"
