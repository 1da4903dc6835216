"""A brief's own assets: its estimates, one figure a question, and the briefing.

Here belongs the factory that makes them for every brief. What a number is and what a briefing says is decided
in `pipeline`; the briefing is checked before it is published, and published last.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from assets import checks, claims, cleaning, dependence, documents, preview
from assets.knowledge import pile_on, retrievals
from assets.observed import inputs_key
from assets.stages import ESTIMATES, ESTIMATES_TABLE, PAGE, versions
from assets.tables import OWNERS, stored, table_asset
from assets.versions import code_version
from pipeline.briefing import compose, render
from pipeline.briefing.manifest import manifest
from pipeline.briefs import Brief
from pipeline.frames import from_frame, to_frame
from pipeline.inputs import Inputs, inputs_on
from pipeline.lineage import check
from pipeline.pile import Pile
from pipeline.reconciliation import effects, reconcile
from pipeline.records import Estimate
from resources.editions import MANIFEST, EditionStore, parsed
from resources.sources import DocumentSource
from resources.store import ParquetStore, Rows

# The edge from the shared tables is the day itself; the days before are told of by the asset of the inputs,
# whose version changes with any of them, so that an edition of today does not enumerate thousands of
# partitions.
SAME_DAY = [documents.KEY, cleaning.KEY, claims.KEY, claims.QUARANTINE, dependence.COPIES]


def brief_assets(
    brief: Brief, named: Sequence[str], days: dg.PartitionsDefinition, reads_with: str
) -> list[dg.AssetsDefinition]:
    """Return the assets of a brief that reads the documents of the sources `named`; `reads_with` names the
    model that points at figures, if there is one."""
    asked = _Asked(brief, tuple(named), reads_with)
    return [_estimates(asked, days), _figures(brief, days), _briefing(asked, days)]


def broken_brief(name: str, problem: str) -> dg.AssetsDefinition:
    """Return the asset in the place of a brief that cannot be used: making it fails and says why."""

    @dg.asset(
        key=dg.AssetKey([name, "briefing"]),
        group_name=f"{name}_brief".replace("-", "_"),
        owners=OWNERS,
        description=f"**This brief cannot be used**, so it has no editions until it is mended:\n\n{problem}",
    )
    def briefing() -> None:
        raise dg.Failure(problem, allow_retries=False)

    return briefing


@dataclass(frozen=True)
class _Asked:
    """A brief, the sources that it reads, and what reads them."""

    brief: Brief
    named: tuple[str, ...]
    reads_with: str

    def inputs(self, pile: Pile, day: date) -> Inputs:
        """Return what the edition of a day is made of, given the pile of all days up to it."""
        return inputs_on([day], retrievals(pile), self.brief, versions(self.reads_with))[day]

    def before(self, pile: Pile, day: date, store: ParquetStore) -> Sequence[Estimate] | None:
        """Return the estimates of the last day before on which documents were received, None if there is
        none: those in the store if they are what would be found today, else found anew. What changed is told
        against them, so that the edition depends on documents alone."""
        last = pile.day_before(day)
        if last is None:
            return None
        table = estimates_key(self.brief).to_user_string()
        known = pile.until(last)
        receipt = store.receipt(table, last)
        if receipt and receipt.made_from == self.inputs(known, last).answers:
            return from_frame(Estimate, store.read(table, last))
        return reconcile(known, self.brief, last)


def estimates_key(brief: Brief) -> dg.AssetKey:
    """Return the key of the asset of a brief's estimates."""
    return dg.AssetKey([brief.id, ESTIMATES_TABLE])


def figure_key(brief: Brief, question_id: str) -> dg.AssetKey:
    """Return the key of the asset of a question's figure."""
    return dg.AssetKey([brief.id, "figures", question_id])


def briefing_key(brief: Brief) -> dg.AssetKey:
    """Return the key of the asset of a brief's briefing."""
    return dg.AssetKey([brief.id, "briefing"])


def brief_keys(brief: Brief) -> list[dg.AssetKey]:
    """Return the keys of all assets of a brief."""
    figures = (figure_key(brief, question.id) for question in brief.questions)
    return [estimates_key(brief), *figures, briefing_key(brief)]


def op_name(brief: Brief, stage: str) -> str:
    """Return a name for Dagster, which allows letters, digits and underscores."""
    return f"{brief.id}_{stage}".replace("-", "_")


def _estimates(asked: _Asked, days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    brief, key = asked.brief, estimates_key(asked.brief)

    @dg.asset(
        **table_asset(key, Estimate, days, code_version(*ESTIMATES), [checks.ORIGINS, checks.RULINGS]),
        deps=[*SAME_DAY, inputs_key(brief)],
        group_name=op_name(brief, "brief"),
        description=f"The answers to the questions of **{brief.title}** on a day, from the claims of "
        "all days up to it: low, best and high, the origins behind them, verdict, confidence and the rules.",
    )
    def reconciled_estimates(
        context: dg.AssetExecutionContext,
        store: dg.ResourceParam[ParquetStore],
        sources: dg.ResourceParam[DocumentSource],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day = date.fromisoformat(context.partition_key)
        pile = pile_on(day, asked.named, store, sources)
        estimates = reconcile(pile, brief, day)
        told = effects(brief.on(day), estimates, pile.claims)
        rows = Rows(to_frame(Estimate, estimates), asked.inputs(pile, day).answers)
        shown = {"estimates": preview.estimates_table(estimates), "rulings": preview.rulings_table(told)}
        results = [checks.origins(estimates), checks.ruled(told)]
        yield from stored(key, Estimate, context.partition_key, rows, results, shown)

    return reconciled_estimates


def _figures(brief: Brief, days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    keys = {figure_key(brief, question.id): question for question in brief.questions}
    specs = [
        dg.AssetSpec(
            key,
            deps=[estimates_key(brief)],
            description=f"**{question.title}**: low, best and high of each edition, plotted over the days.",
            group_name=op_name(brief, "brief"),
            owners=OWNERS,
            kinds={"python"},
            code_version=code_version(*ESTIMATES),
        )
        for key, question in keys.items()
    ]

    @dg.multi_asset(
        name=op_name(brief, "figures"),
        specs=specs,
        ins={"estimates": dg.AssetIn(estimates_key(brief))},
        partitions_def=days,
        can_subset=True,
        backfill_policy=dg.BackfillPolicy.multi_run(1),
    )
    def figures(context: dg.AssetExecutionContext, estimates: pl.DataFrame) -> Iterator[dg.MaterializeResult]:
        found = {e.question_id: e for e in from_frame(Estimate, estimates)}
        for key, question in keys.items():
            if key in context.selected_asset_keys:
                estimate = found[question.id]
                version = hashlib.sha256(estimate.model_dump_json().encode()).hexdigest()
                yield dg.MaterializeResult(
                    asset_key=key,
                    metadata=preview.estimate_metadata(estimate),
                    data_version=dg.DataVersion(version),
                )

    return figures


def _briefing(asked: _Asked, days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    brief, key = asked.brief, briefing_key(asked.brief)

    @dg.asset(
        key=key,
        ins={"estimates": dg.AssetIn(estimates_key(brief))},
        deps=[inputs_key(brief)],
        partitions_def=days,
        code_version=code_version(*PAGE),
        check_specs=[check.spec(key, days) for check in (checks.BOUND, checks.QUOTES)],
        group_name=op_name(brief, "brief"),
        owners=OWNERS,
        kinds={"html", "json"},
        backfill_policy=dg.BackfillPolicy.multi_run(1),
        description=f"The edition of **{brief.title}** of a day: one self-contained page and the same "
        "as data. Published only if each number is bound to a figure and each quotation equals its document.",
    )
    def briefing(
        context: dg.AssetExecutionContext,
        estimates: pl.DataFrame,
        store: dg.ResourceParam[ParquetStore],
        sources: dg.ResourceParam[DocumentSource],
        editions: dg.ResourceParam[EditionStore],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day = date.fromisoformat(context.partition_key)
        pile = pile_on(day, asked.named, store, sources)
        found = from_frame(Estimate, estimates)
        edition = compose(brief, found, pile, day, previous=asked.before(pile, day, store))
        files = render(edition)
        faults = check(edition, files["briefing.html"].decode())
        results = checks.page(faults, len(edition.figures))
        yield from checks.settled(f"{key.to_user_string()} of {day}", results)
        inputs = asked.inputs(pile, day)
        place = editions.publish(brief.id, day, files, manifest(edition, files, inputs, retrievals(pile)))
        links = {name: editions.link(place, name) for name in (*files, MANIFEST)}
        yield dg.MaterializeResult(
            metadata={**preview.edition_metadata(edition, links), **published(place)},
            data_version=dg.DataVersion(inputs.fingerprint),
        )

    return briefing


def published(place: Path) -> dict[str, Any]:
    """Return what the UI shows of how an edition came about: its folder, its revision and why it exists."""
    told = parsed((place / MANIFEST).read_bytes())
    return {
        "folder": dg.MetadataValue.path(place),
        "revision": told["revision"],
        "reason": told["reason"] or "the first edition of its day",
        "fingerprint": told["fingerprint"],
    }
