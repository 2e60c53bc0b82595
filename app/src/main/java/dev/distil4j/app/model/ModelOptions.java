package dev.distil4j.app.model;

import dev.distil4j.ModelException;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.loaders.HubException;
import dev.distil4j.loaders.HubException.Kind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;

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
     * Opens the model that was asked for; downloads are told of.
     *
     * @param opener makes something of the model
     * @throws Failure if the model is neither a folder nor to be had from the hub
     */
    public <T> T open(
            BiFunction<ModelSource, Options, T> opener, Options options, Streams streams) {
        ModelSource source = model == null ? ModelSource.embedded() : ModelSource.of(model);
        try (DownloadProgress progress = new DownloadProgress(streams)) {
            return opener.apply(source, options.downloads(progress));
        } catch (ModelException e) {
            if (e.getCause() instanceof HubException hub && NOTHING_FOUND.contains(hub.kind())) {
                throw new Failure(
                        ExitCode.of(hub),
                        "there is no folder '%s', and %s".formatted(model, e.getMessage()),
                        e);
            }
            throw e;
        }
    }
}
