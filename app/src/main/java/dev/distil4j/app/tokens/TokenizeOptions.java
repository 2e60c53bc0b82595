package dev.distil4j.app.tokens;

import dev.distil4j.app.console.EnumNames;
import dev.distil4j.app.console.Failure;
import dev.distil4j.tokenizer.EncodingOptions;
import dev.distil4j.tokenizer.TokenizerException;
import dev.distil4j.tokenizer.Truncation;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.Objects;

/** The options that say how a text becomes tokens. */
public final class TokenizeOptions {

    @Option(
            names = "--max-length",
            paramLabel = "N",
            description = {
                "At most N tokens, special ones included; without it, as many",
                "as the model takes."
            })
    private @Nullable Integer max_length;

    @Option(
            names = "--truncation",
            paramLabel = "HOW",
            converter = TruncationNames.class,
            completionCandidates = TruncationNames.class,
            description = {
                "Cut texts that are too long: longest-first, only-first or",
                "only-second; error, as without it, refuses them."
            })
    private @Nullable Truncation truncation;

    @Option(
            names = "--stride",
            paramLabel = "N",
            description = {
                "Cut texts that are too long into windows, each of which",
                "repeats the last N tokens of the one before."
            })
    private @Nullable Integer stride;

    @Option(
            names = "--split-into-words",
            description = {
                "Take what stands between spaces as the words; offsets then",
                "count from the beginning of the word."
            })
    private boolean split;

    @Option(
            names = "--offsets",
            paramLabel = "UNIT",
            converter = OffsetsNames.class,
            completionCandidates = OffsetsNames.class,
            description = "What offsets count: code-points, as without it, or utf16.")
    private @Nullable Offsets offsets;

    /** The names of ways to truncate. */
    static final class TruncationNames extends EnumNames<Truncation> {
        TruncationNames() {
            super(Truncation.values());
        }
    }

    /** The names of units. */
    static final class OffsetsNames extends EnumNames<Offsets> {
        OffsetsNames() {
            super(Offsets.values());
        }
    }

    /** Whether one of these options was given. */
    public boolean isGiven() {
        return split
                || max_length != null
                || truncation != null
                || stride != null
                || offsets != null;
    }

    /**
     * Refuses what contradicts itself.
     *
     * @param pair whether inputs are two texts
     * @throws Failure with the contradiction
     */
    public void check(boolean pair) {
        if (truncation == Truncation.ONLY_SECOND && !pair) {
            throw Failure.usage(
                    "--truncation only-second needs a second text, by --pair or --pairs");
        }
        if (truncation == Truncation.ERROR && stride != null) {
            throw Failure.usage(
                    "--stride cuts a text into windows, which --truncation error forbids");
        }
    }

    /**
     * What an encoding may hold.
     *
     * @param model what it may hold unless told otherwise
     * @throws Failure if a number is out of range
     */
    public EncodingOptions encoding(EncodingOptions model) {
        int length = Objects.requireNonNullElse(max_length, model.maxLength());
        try {
            return model.truncation(truncation())
                    .maxLength(length)
                    .stride(Objects.requireNonNullElse(stride, 0));
        } catch (TokenizerException e) {
            throw Failure.usage(Objects.requireNonNull(e.getMessage()));
        }
    }

    private Truncation truncation() {
        Truncation usual = stride == null ? Truncation.ERROR : Truncation.LONGEST_FIRST;
        return Objects.requireNonNullElse(truncation, usual);
    }

    /** Whether a text becomes all its windows, not the first of them alone. */
    public boolean windows() {
        return stride != null;
    }

    /** Whether texts are words between spaces. */
    public boolean split() {
        return split;
    }

    /** What offsets count. */
    public Offsets offsets() {
        return Objects.requireNonNullElse(offsets, Offsets.CODE_POINTS);
    }

    /** The sentence about a text that is too long: a pattern for its tokens and those allowed. */
    public String tooLong() {
        String cure =
                switch (truncation()) {
                    case ERROR ->
                            "shorten the text, or add --truncation longest-first, or --stride for"
                                    + " windows";
                    case LONGEST_FIRST -> "shorten the text";
                    case ONLY_FIRST ->
                            "the second text alone leaves no room for the first, so cut that, too,"
                                    + " with --truncation longest-first";
                    case ONLY_SECOND ->
                            "the first text alone leaves no room for the second, so cut that, too,"
                                    + " with --truncation longest-first";
                };
        String limit = max_length == null ? "the model takes" : "--max-length allows";
        return "%,d tokens are more than the %,d that " + limit + "; " + cure;
    }
}
