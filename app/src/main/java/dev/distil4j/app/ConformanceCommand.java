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
import dev.distil4j.app.output.JsonText;
import dev.distil4j.loaders.HubException;
import dev.distil4j.loaders.HubException.Kind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
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
            "The checkpoints come from the hub, by the cache, or from folders that --model-folder",
            "names. The exit code is 0 if all figures are reached, 1 if one is not or its"
                    + " checkpoint",
            "is not on the hub any more, and 68 if the hub can't be reached.",
            "",
            "Examples:",
            "  distil conformance",
            "  distil conformance --data datasets      # with sst2/dev.tsv, squad/dev-v1.1.json",
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

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = {
                "The folder with data sets, for the figures that need one:",
                "sst2/dev.tsv, squad/dev-v1.1.json; what is missing is skipped."
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
        List<Checkpoint> checkpoints = figures == null ? Figures.published() : Figures.of(figures);
        requireKnown(checkpoints);
        List<Check> checks = new ArrayList<>();
        checkpoints.forEach(checkpoint -> checks.addAll(examine(checkpoint)));
        streams.out()
                .write(
                        json
                                ? new JsonText().of(out -> CheckJson.write(out, checks)) + "\n"
                                : new CheckTable(streams.terminal()).of(checks));
        boolean failed = checks.stream().anyMatch(check -> check.verdict() == Verdict.FAIL);
        return failed ? ExitCode.FIGURE_MISSED : 0;
    }

    private void requireKnown(List<Checkpoint> checkpoints) {
        List<String> known = checkpoints.stream().map(Checkpoint::model).toList();
        for (String name : folders.keySet()) {
            if (!known.contains(name)) {
                throw Failure.usage(
                        "--model-folder names '%s', but there are figures of %s only"
                                .formatted(name, String.join(", ", known)));
            }
        }
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
