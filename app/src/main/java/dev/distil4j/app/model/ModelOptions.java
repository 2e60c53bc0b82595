package dev.distil4j.app.model;

import dev.distil4j.ModelSource;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.loaders.HubException;
import dev.distil4j.loaders.HubException.Kind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** The option that names a model. */
public final class ModelOptions {

    /** Where the user may have meant a folder and not the hub. */
    private static final Set<Kind> NOTHING_FOUND =
            EnumSet.of(Kind.NAME, Kind.REPOSITORY_NOT_FOUND, Kind.NO_NETWORK, Kind.OFFLINE);

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = {
                "A folder in Hugging Face's layout, or else a name on the hub,",
                "org/name[@revision], which is downloaded on first use.",
                "Without it: a small English sentiment model that comes with",
                "Distil4J."
            })
    private @Nullable String model;

    /**
     * The model that was asked for; one on the hub is downloaded.
     *
     * @throws Failure if it is neither a folder nor to be had from the hub
     */
    public ModelSource source(Streams streams) {
        if (model == null) {
            return ModelSource.embedded();
        }
        return exists(model) ? new ModelSource.Folder(model) : download(model, streams);
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static ModelSource download(String name, Streams streams) {
        try {
            return ModelSource.folder(new Downloader(streams).download(name).folder());
        } catch (HubException e) {
            if (!NOTHING_FOUND.contains(e.kind())) {
                throw e;
            }
            throw new Failure(
                    ExitCode.of(e),
                    "there is no folder '%s', and %s".formatted(name, e.getMessage()),
                    e);
        }
    }
}
