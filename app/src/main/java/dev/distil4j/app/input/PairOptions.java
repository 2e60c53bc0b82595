package dev.distil4j.app.input;

import dev.distil4j.TextInput;
import dev.distil4j.app.console.Failure;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** The options of a command that takes pairs of texts, too. */
public final class PairOptions {

    @Option(
            names = "--pair",
            paramLabel = "TEXT",
            description = "The second text that goes with the one TEXT.")
    private @Nullable String pair;

    @Option(names = "--pairs", description = "Each line is two texts with a tab between them.")
    private boolean lines;

    /** Whether each input is two texts. */
    public boolean isGiven() {
        return pair != null || lines;
    }

    /** Whether each line is two texts. */
    boolean lines() {
        return lines;
    }

    /** A text of the command line with what goes with it. */
    TextInput input(String text) {
        return new TextInput(text, pair);
    }

    /**
     * Refuses what contradicts the texts of the command line.
     *
     * @throws Failure with the contradiction
     */
    void check(int texts) {
        if (pair != null && texts != 1) {
            throw Failure.usage("--pair goes with exactly one TEXT, not " + texts);
        }
        if (lines && texts > 0) {
            throw Failure.usage("--pairs is about lines of a file; for two texts, use --pair");
        }
    }
}
