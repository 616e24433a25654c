"""A batch into a folder, shard by shard: what is finished stays finished, whatever happens to the run."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import version
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from stance import engine
from stance.amendments import Amendments
from stance.batch import nothing_read, with_one_name_each, with_repeats_found
from stance.config import PredictConfig
from stance.engine import Result
from stance.engine.model_reference import ModelReference
from stance.errors import StanceError
from stance.io import Reject, RejectsFile, read_quotes
from stance.io.articles import read_articles_by_file
from stance.io.counting import estimated_articles
from stance.io.manifest import Finished, Manifest
from stance.io.replacement import Replacement
from stance.io.shards import check_folder, discard_unfinished, rejects_path, write_shard
from stance.progress import ArticleProgress
from stance.schema import Quote
from stance.sharded_input import Shard, ShardedInput


def label_into_folder(config: PredictConfig, amendments: Amendments, progress: ArticleProgress) -> None:
    """Write the quotes of all articles into the folder `config.output`, and pass over what is there already.

    Raises StanceError where the folder was begun with another model, other settings or another input, and where there
    is no article in the input.
    """
    folder = Path(config.output)
    check_folder(folder, config.partition_by)
    folder.mkdir(parents=True, exist_ok=True)
    with Manifest.lent(folder) as manifest:
        _begin_or_check(manifest, _settings(config, amendments))
        replacement = Replacement(manifest)
        if replacement.ready:
            replacement.put_in_place()
        replacement.discard()
        discard_unfinished(manifest)
        try:
            _write_shards(config, manifest, amendments, progress)
        except StanceError:
            if not manifest.finished:
                manifest.abandon()
            raise
        if manifest.complete:
            return
        if config.merge_speakers or config.repeats:
            quotes = _in_final_form(
                config, chain.from_iterable(map(read_quotes, manifest.files)), amendments, replacement.scratch
            )
            replacement.write(quotes)
            replacement.put_in_place()
        else:
            manifest.close()


def _write_shards(config: PredictConfig, manifest: Manifest, amendments: Amendments, progress: ArticleProgress) -> None:
    shards = ShardedInput(manifest, config.shard_size, progress)
    articles = read_articles_by_file(config.input, columns=asdict(config.columns), on_reject=shards.reject)
    progress.expect(estimated_articles(config.input))
    results = engine.run(
        shards.left(articles),
        model_path=config.model,
        trusted=config.trusted,
        abstain_below=config.abstain_below,
        **asdict(config.engine),
    )
    dealt = ((shards.shard_of_next(), result) for result in results)
    for shard, of_shard in groupby(dealt, key=itemgetter(0)):
        manifest.add(_written(manifest.folder, shard, map(itemgetter(1), of_shard), amendments, config, progress))
    if not shards.shards:
        raise StanceError(nothing_read(config.input, next(iter(shards.rejects), None)))


def _written(
    folder: Path,
    shard: Shard,
    results: Iterable[Result],
    amendments: Amendments,
    config: PredictConfig,
    progress: ArticleProgress,
) -> Finished:
    """Write what came of a shard's articles, and what was left out of it."""
    with RejectsFile(rejects_path(folder, shard.number)) as rejects:
        quotes = amendments.made(_quotes(results, rejects, progress))
        count, files = write_shard(folder, shard.number, quotes, config.partition_by)
        analysed = shard.articles - rejects.count
        for reject in shard.rejects:
            rejects(reject)
        progress.advance(rejects=len(shard.rejects))
    return Finished(shard.number, files, analysed, count, rejects.count, shard.digest.hexdigest())


def _quotes(results: Iterable[Result], rejects: RejectsFile, progress: ArticleProgress) -> Iterator[Quote]:
    for result in results:
        if isinstance(result, Reject):
            rejects(result)
            progress.advance(rejects=1)
        else:
            progress.advance(articles=1, quotes=len(result))
            yield from result


def _in_final_form(
    config: PredictConfig, quotes: Iterator[Quote], amendments: Amendments, scratch: Path
) -> Iterator[Quote]:
    if config.merge_speakers:
        quotes = with_one_name_each(quotes, amendments.aliases, scratch)
    return with_repeats_found(quotes, scratch) if config.repeats else quotes


def _settings(config: PredictConfig, amendments: Amendments) -> dict[str, Any]:
    """Return all that the quotes depend on, apart from the articles."""
    return {
        "stance": version("stance"),
        "model": ModelReference.of(config.model, trusted=config.trusted).sha256,
        "abstain_below": config.abstain_below,
        **amendments.digests,
        "merge_speakers": config.merge_speakers,
        "repeats": config.repeats,
        "shard_size": config.shard_size,
        "partition_by": config.partition_by,
    }


def _begin_or_check(manifest: Manifest, settings: Mapping[str, Any]) -> None:
    if manifest.settings is None:
        manifest.begin(settings)
        return
    other = [name for name, value in settings.items() if manifest.settings.get(name) != value]
    if other:
        before = ", ".join(f"{name}={_short(manifest.settings.get(name))}" for name in other)
        now = ", ".join(f"{name}={_short(settings[name])}" for name in other)
        raise StanceError(
            f"{manifest.folder} was begun with {before}; now it would be {now}. They cannot be mixed: go on with what "
            "it was begun with, choose another output, or delete this one to begin anew."
        )


def _short(value: object) -> str:
    return "null" if value is None else str(value)[:12]
