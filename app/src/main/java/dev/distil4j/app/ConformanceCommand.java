package dev.distil4j.app;

import dev.distil4j.ModelException;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.conformance.Check;
import dev.distil4j.app.conformance.Check.Verdict;
import dev.distil4j.app.conformance.CheckJson;
import dev.distil4j.app.conformance.CheckTable;
import dev.distil4j.app.conformance.Checkpoint;
import dev.distil4j.app.conformance.Examiner;
import dev.distil4j.app.conformance.Figures;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.model.DownloadProgress;
import dev.distil4j.app.model.Shortage;
import dev.distil4j.app.output.JsonText;
import dev.distil4j.loaders.HubException;
import dev.distil4j.loaders.HubException.Kind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code distil conformance}. */
@Command(
        name = "conformance",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Compute again what was published about real checkpoints, and compare.",
        footer = {
            "",
            "The checkpoints come from the cache, from the hub if --download says so, or from",
            "folders that --model-folder names. The exit code is 0 if all figures are reached, 1"
                    + " if",
            "one is not or its checkpoint is not on the hub any more, 66 if there is no checkpoint",
            "at all, and 68 if the hub can't be reached.",
            "",
            "Examples:",
            "  distil conformance",
            "  distil conformance --download distilbert/distilbert-base-uncased",
            "  distil conformance --data datasets",
            "  distil conformance --figures mine.json --model-folder org/name=my-model"
        })
final class ConformanceCommand implements Callable<Integer> {

    /** What one checkpoint may meet that others need not. */
    private static final Set<Kind> GONE =
            EnumSet.of(
                    Kind.REPOSITORY_NOT_FOUND,
                    Kind.REVISION_NOT_FOUND,
                    Kind.FILE_NOT_FOUND,
                    Kind.GATED);

    private final Streams streams;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Only these checkpoints; without any, all with figures.")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = "--download",
            description = {
                "Download the checkpoints that are not in the cache, after saying",
                "how large they are; without it they are named and skipped."
            })
    private boolean download;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = {
                "The folder with data sets, for the figures that need one:",
                "sst2/dev.tsv, squad/dev-v1.1.json, conll2003/valid.txt; what is",
                "missing is skipped."
            })
    private @Nullable Path data;

    @Option(
            names = "--model-folder",
            paramLabel = "NAME=FOLDER",
            description = "Take the checkpoint NAME from FOLDER, not from the hub.")
    private final Map<String, String> folders = new LinkedHashMap<>();

    @Option(
            names = "--figures",
            paramLabel = "FILE",
            description = {
                "Compare with the figures of FILE and not with the published",
                "ones; JSON of the same form."
            })
    private @Nullable Path figures;

    @Option(names = "--json", description = "Write a JSON array with an object for each number.")
    private boolean json;

    @Mixin private final EngineOptions engine = new EngineOptions();

    ConformanceCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<Checkpoint> known = figures == null ? Figures.published() : Figures.of(figures);
        requireKnown("--model-folder names", folders.keySet(), known);
        requireKnown("NAME is", names, known);
        List<Checkpoint> wanted =
                known.stream()
                        .filter(one -> names.isEmpty() || names.contains(one.model()))
                        .toList();
        Shortage shortage = shortage(wanted);
        List<Check> checks = new ArrayList<>();
        for (Checkpoint checkpoint : wanted) {
            boolean absent = !download && shortage.has(checkpoint.model());
            checks.addAll(absent ? List.of(Check.absent(checkpoint)) : examine(checkpoint));
        }
        streams.out()
                .write(
                        json
                                ? new JsonText().of(out -> CheckJson.write(out, checks)) + "\n"
                                : new CheckTable(streams.terminal()).of(checks));
        boolean failed = checks.stream().anyMatch(check -> check.verdict() == Verdict.FAIL);
        return failed ? ExitCode.FIGURE_MISSED : 0;
    }

    private static void requireKnown(
            String what, Collection<String> names, List<Checkpoint> checkpoints) {
        List<String> known = checkpoints.stream().map(Checkpoint::model).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw Failure.usage(
                        "%s '%s', but there are figures of %s only"
                                .formatted(what, name, String.join(", ", known)));
            }
        }
    }

    /** What is not here, which is told before anything is downloaded or left out. */
    private Shortage shortage(List<Checkpoint> wanted) {
        List<String> ofHub =
                wanted.stream()
                        .map(Checkpoint::model)
                        .filter(name -> !folders.containsKey(name))
                        .toList();
        Shortage shortage = Shortage.of(ofHub, streams);
        int absent = shortage.downloads().size();
        if (absent > 0 && download) {
            streams.tell("to download: " + shortage.shown());
        } else if (absent > 0) {
            String sentence =
                    "not in the cache: %s; add --download to bring them, with the NAMEs of some to choose"
                            .formatted(shortage.shown());
            if (absent == wanted.size()) {
                throw new Failure(ExitCode.NO_INPUT, sentence, null);
            }
            streams.tell(sentence);
        }
        return shortage;
    }

    private List<Check> examine(Checkpoint checkpoint) {
        try (DownloadProgress progress = new DownloadProgress(streams)) {
            Options options = engine.apply(Options.defaults()).downloads(progress);
            return new Examiner(options, data, streams).examine(checkpoint, source(checkpoint));
        } catch (ModelException e) {
            if (e.getCause() instanceof HubException hub && GONE.contains(hub.kind())) {
                streams.tell(Objects.requireNonNull(e.getMessage()));
                return List.of(Check.missing(checkpoint));
            }
            throw e;
        }
    }

    private ModelSource source(Checkpoint checkpoint) {
        String folder = folders.get(checkpoint.model());
        return folder == null
                ? ModelSource.hub(checkpoint.model())
                : new ModelSource.Folder(folder);
    }
}
