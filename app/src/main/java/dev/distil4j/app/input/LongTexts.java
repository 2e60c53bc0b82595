package dev.distil4j.app.input;

import dev.distil4j.tokenizer.Truncation;

import picocli.CommandLine.Option;

/** What a command does with texts that are too long for its model. */
public final class LongTexts {

    @Option(
            names = "--truncate",
            description = "Cut texts that are too long for the model; else they are an error.")
    private boolean truncate;

    /** Whether they are cut. */
    public boolean areCut() {
        return truncate;
    }

    /** What was asked for: the longest text of a pair is cut first. */
    public Truncation truncation() {
        return truncate ? Truncation.LONGEST_FIRST : Truncation.ERROR;
    }
}
