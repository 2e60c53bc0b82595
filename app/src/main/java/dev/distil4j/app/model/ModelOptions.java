package dev.distil4j.app.model;

import dev.distil4j.ModelException;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.loaders.HubException;
import dev.distil4j.loaders.HubException.Kind;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The option that names a model. A command says in one line what it takes without it:
 *
 * <pre>{@code
 * @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.FILL_MASK);
 * }</pre>
 */
public final class ModelOptions {

    /** Where the user may have meant a folder and not the hub. */
    private static final Set<Kind> NOTHING_FOUND =
            EnumSet.of(Kind.NAME, Kind.REPOSITORY_NOT_FOUND, Kind.NO_NETWORK, Kind.OFFLINE);

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            converter = Named.class,
            description = {
                "A folder in Hugging Face's layout, or else a name on the hub,",
                "org/name[@revision], which is downloaded on first use.",
                "Without it: ${DEFAULT-VALUE}."
            })
    private Choice model;

    /** The option of a command that takes that model unless the user names one. */
    public ModelOptions(DefaultModel byDefault) {
        model = new Choice(byDefault.source(), byDefault.shown(), false);
    }

    /** A model, what the user or the help calls it, and whether it was the user. */
    private record Choice(ModelSource source, String name, boolean named) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Takes what the user names for a folder if there is one. */
    private static final class Named implements ITypeConverter<Choice> {
        @Override
        public Choice convert(String name) {
            return new Choice(ModelSource.of(name), name, true);
        }
    }

    /**
     * Opens the model that was asked for, or else the command's own; downloads are told of.
     *
     * @param opener makes something of the model
     * @throws Failure if the model is neither a folder nor to be had from the hub
     */
    public <T> T open(
            BiFunction<ModelSource, Options, T> opener, Options options, Streams streams) {
        try (DownloadProgress progress = new DownloadProgress(streams)) {
            return opener.apply(model.source(), options.downloads(progress));
        } catch (ModelException e) {
            if (e.getCause() instanceof HubException hub) {
                throw explained(e, hub);
            }
            throw e;
        }
    }

    private RuntimeException explained(ModelException e, HubException hub) {
        if (!model.named()) {
            return new Failure(
                    ExitCode.of(hub),
                    "without --model, %s is used, and %s; or give the folder of a model with --model"
                            .formatted(model, e.getMessage()),
                    e);
        }
        if (NOTHING_FOUND.contains(hub.kind())) {
            return new Failure(
                    ExitCode.of(hub),
                    "there is no folder '%s', and %s".formatted(model, e.getMessage()),
                    e);
        }
        return e;
    }
}
