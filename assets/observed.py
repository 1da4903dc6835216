"""What the assets are made from, as Dagster sees it: sources, and the inputs of every edition.

Here belong the observable source assets and how their versions are told. `sources/<name>` has for each day
the fingerprint of what was received on it; `<brief>/inputs` has for each edition the fingerprint of all that
it follows from, whichever day that came in, so that an edition is shown as out of date exactly when it would
be made anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

import dagster as dg

from assets.days import DAYS, today
from assets.due import Standing
from assets.house import House
from pipeline.briefs import Brief, BriefError
from pipeline.inputs import day_digest

DATA_VERSION_TAG = "dagster/data_version"
Versions = dict[dg.AssetKey, dict[str, str]]


def source_key(name: str) -> dg.AssetKey:
    """Return the key of the asset of a source, in letters that Dagster allows."""
    return dg.AssetKey(["sources", plain(name)])


def plain(name: str) -> str:
    """Return a name in letters that Dagster allows in keys: a folder may have any."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)


def inputs_key(brief: Brief) -> dg.AssetKey:
    """Return the key of the asset of what a brief's editions are made of."""
    return dg.AssetKey([brief.id, "inputs"])


def observed_sources(built: House) -> list[dg.SourceAsset]:
    """Return the observable assets of the sources of a house."""
    return [
        _observable(built, source_key(name), "documents", _SOURCE) for name in sorted(built.sources.roots)
    ]


def observed_inputs(built: House, brief: Brief, group: str) -> dg.SourceAsset:
    """Return the observable asset of what a brief's editions are made of."""
    return _observable(built, inputs_key(brief), group, _INPUTS.format(brief.title))


_SOURCE = "What lies in this source, by the day it was received on."
_INPUTS = (
    "All that an edition of {} follows from: the documents of all days up to its own, the brief, the rulings "
    "in force, the rules and word lists, and the models that read."
)


def _observable(built: House, key: dg.AssetKey, group: str, description: str) -> dg.SourceAsset:
    @dg.observable_source_asset(key=key, partitions_def=DAYS, group_name=group, description=description)
    def observe() -> dg.DataVersionsByPartition:
        return dg.DataVersionsByPartition(
            {
                day: dg.DataVersion(version)
                for day, version in versions_now(Standing.seen(built, today())).get(key, {}).items()
            }
        )

    return observe


def versions_now(standing: Standing, also: Iterable[date] = ()) -> Versions:
    """Return the version of every source and of the inputs of every edition, by day. A brief that cannot be
    used has none."""
    built = standing.built
    found: Versions = {}
    for name in built.sources.roots:
        by_day = {
            day: [one for one in all_of if one.source == name] for day, all_of in standing.received.items()
        }
        found[source_key(name)] = {str(day): day_digest(mine) for day, mine in by_day.items() if mine}
    for loaded, named in built.briefs:
        try:
            brief = built.now(loaded)
        except BriefError:
            continue
        days = {*standing.days(named), *built.editions.days(brief.id), *also}
        inputs = standing.inputs(brief, named, days)
        found[inputs_key(brief)] = {str(day): one.fingerprint for day, one in inputs.items()}
    return found


def report(instance: dg.DagsterInstance, versions: Mapping[dg.AssetKey, Mapping[str, str]]) -> int:
    """Record the versions that differ from those recorded last, and return how many did."""
    told = 0
    for key, by_day in versions.items():
        last = instance.event_log_storage.get_latest_tags_by_partition(
            key, dg.DagsterEventType.ASSET_OBSERVATION, [DATA_VERSION_TAG]
        )
        for day, version in sorted(by_day.items()):
            if last.get(day, {}).get(DATA_VERSION_TAG) != version:
                told += 1
                instance.report_runless_asset_event(
                    dg.AssetObservation(key, partition=day, tags={DATA_VERSION_TAG: version})
                )
    return told
