package dev.distil4j.app;

import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Streams;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code distil evaluate}: the data sets that a model can be measured on. */
@Command(
        name = "evaluate",
        sortOptions = false,
        synopsisSubcommandLabel = "DATASET",
        description = "Measure how good a model is on a data set with right answers.",
        footer = {
            "",
            "Examples:",
            "  distil evaluate squad dev-v1.1.json",
            "  distil evaluate conll valid.txt"
        })
final class EvaluateCommand implements Callable<Integer> {

    private final Streams streams;

    @Spec private @Nullable CommandSpec spec;

    EvaluateCommand(Streams streams) {
        this.streams = streams;
    }

    /** The command line with its data sets. */
    static CommandLine commandLine(Streams streams) {
        return new CommandLine(new EvaluateCommand(streams))
                .addSubcommand(new EvaluateSquadCommand(streams))
                .addSubcommand(new EvaluateConllCommand(streams));
    }

    /** Without a data set, tells which there are. */
    @Override
    public Integer call() {
        Objects.requireNonNull(spec).commandLine().usage(streams.err());
        return ExitCode.USAGE;
    }
}
