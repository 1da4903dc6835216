"""A brief's own assets: its estimates, one figure a question, and the briefing.

Here belongs the factory that makes them for every brief. What a number is and what a briefing says is decided
in `pipeline`; the briefing is checked before it is published, and published last.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

import dagster as dg

from assets import answered, checks, claims, cleaning, dependence, documents, preview
from assets.knowledge import Known, known_on
from assets.tables import OWNERS, Days, stored, table_asset
from assets.versions import code_version
from pipeline.briefing import compose, render
from pipeline.briefing.edition import Edition
from pipeline.briefs import Brief
from pipeline.frames import from_frame, to_frame
from pipeline.lineage import check
from pipeline.reconciliation import effects, reconcile
from pipeline.records import Estimate
from resources.editions import MANIFEST, EditionStore
from resources.sources import DocumentSource
from resources.store import ParquetStore

RECONCILE = (
    "pipeline/reconciliation",
    "pipeline/briefs",
    *dependence.ROOMS,
    "assets/briefs.py",
    "assets/answered.py",
    "assets/knowledge.py",
)
BRIEFING = ("pipeline/briefing", "pipeline/lineage", "templates", "docs/method.md", *claims.ROOMS, *RECONCILE)
# An edition's inputs are the days up to its own. The edge in the graph is the day itself; the rest is read
# from the store, so that an edition of today does not enumerate thousands of partitions.
EVERY_DAY = [documents.KEY, cleaning.KEY, claims.KEY, claims.QUARANTINE, dependence.COPIES]


def brief_assets(
    brief: Brief, named: Sequence[str], days: dg.PartitionsDefinition
) -> list[dg.AssetsDefinition]:
    """Return the assets of a brief that reads the documents of the sources `named`."""
    return [
        _estimates(brief, named, days),
        _figures(brief, days),
        _briefing(brief, named, days),
    ]


def estimates_key(brief: Brief) -> dg.AssetKey:
    """Return the key of the asset of a brief's estimates."""
    return dg.AssetKey([brief.id, "reconciled_estimates"])


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


def _estimates(brief: Brief, named: Sequence[str], days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    key = estimates_key(brief)

    @dg.asset(
        **table_asset(key, Estimate, days, RECONCILE, [checks.ORIGINS, checks.RULINGS]),
        deps=EVERY_DAY,
        group_name=op_name(brief, "brief"),
        backfill_policy=dg.BackfillPolicy.multi_run(1),
        description=f"The answers to the questions of **{brief.title}** on a day, from the claims of "
        "all days up to it: low, best and high, the origins behind them, verdict, confidence and the rules.",
    )
    def reconciled_estimates(
        context: dg.AssetExecutionContext,
        store: dg.ResourceParam[ParquetStore],
        sources: dg.ResourceParam[DocumentSource],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day = date.fromisoformat(context.partition_key)
        known = known_on(day, named, store, sources)
        estimates = answers(brief, known, day)
        told = effects(brief.on(day), estimates, known.claims)
        frames = {context.partition_key: to_frame(Estimate, estimates)}
        answered.noted(brief, named, day, store, frames[context.partition_key], code_version(*RECONCILE))
        shown = {"estimates": preview.estimates_table(estimates), "rulings": preview.rulings_table(told)}
        yield from stored(key, Estimate, frames, [checks.origins(estimates), checks.ruled(told)], shown)

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
            code_version=code_version(*RECONCILE),
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
    def figures(context: dg.AssetExecutionContext, estimates: Days) -> Iterator[dg.MaterializeResult]:
        found = {e.question_id: e for e in from_frame(Estimate, estimates[context.partition_key])}
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


def _briefing(brief: Brief, named: Sequence[str], days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    key = briefing_key(brief)

    @dg.asset(
        key=key,
        ins={"estimates": dg.AssetIn(estimates_key(brief))},
        deps=EVERY_DAY,
        partitions_def=days,
        code_version=code_version(*BRIEFING),
        check_specs=[check.spec(key) for check in (checks.BOUND, checks.QUOTES)],
        group_name=op_name(brief, "brief"),
        owners=OWNERS,
        kinds={"html", "json"},
        backfill_policy=dg.BackfillPolicy.multi_run(1),
        description=f"The edition of **{brief.title}** of a day: one self-contained page and the same "
        "as data. Published only if each number is bound to a figure and each quotation equals its document.",
    )
    def briefing(
        context: dg.AssetExecutionContext,
        estimates: Days,
        store: dg.ResourceParam[ParquetStore],
        sources: dg.ResourceParam[DocumentSource],
        editions: dg.ResourceParam[EditionStore],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day = date.fromisoformat(context.partition_key)
        known = known_on(day, named, store, sources)
        found = from_frame(Estimate, estimates[context.partition_key])
        edition = edition_of(brief, known, found, day, before=_before(brief, named, known, day, store))
        files = render(edition)
        faults = check(edition, files["briefing.html"].decode())
        results = checks.page(faults, len(edition.figures))
        yield from checks.settled(f"{key.to_user_string()} of {day}", results)
        place = editions.publish(brief.id, day, files)
        links = {name: editions.link(place, name) for name in files}
        yield dg.MaterializeResult(
            metadata={**preview.edition_metadata(edition, links), "folder": dg.MetadataValue.path(place)},
            data_version=dg.DataVersion(hashlib.sha256(files[MANIFEST]).hexdigest()),
        )

    return briefing


def edition_of(
    brief: Brief,
    known: Known,
    estimates: Sequence[Estimate],
    day: date,
    before: Sequence[Estimate] | None,
) -> Edition:
    """Compose the edition of a day. What changed is told against the estimates of `before`, the last day
    before on which documents were received, so that the edition depends on documents alone."""
    return compose(
        brief,
        estimates,
        known.claims,
        known.documents,
        known.cleaned,
        day,
        previous=before,
        quarantined=known.quarantined,
    )


def _before(
    brief: Brief, named: Sequence[str], known: Known, day: date, store: ParquetStore
) -> Sequence[Estimate] | None:
    """Return the estimates of the last day before on which documents were received, None if there is none:
    those in the store if they are what would be found today, else found anew."""
    before = known.day_before(day)
    if before is None:
        return None
    table = estimates_key(brief).to_user_string()
    stored = answered.given_before(brief, named, before, store, table, code_version(*RECONCILE))
    return answers(brief, known.until(before), before) if stored is None else stored


def answers(brief: Brief, known: Known, day: date) -> list[Estimate]:
    """Answer the questions of a brief from what was known on a day."""
    return reconcile(known.claims, known.cleaned, brief, day, known.copies)
