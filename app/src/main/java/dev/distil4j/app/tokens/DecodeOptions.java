package dev.distil4j.app.tokens;

import dev.distil4j.app.console.EnumNames;
import dev.distil4j.app.console.Failure;
import dev.distil4j.tokenizer.CleanUp;
import dev.distil4j.tokenizer.Decoding;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.Objects;

/** The options that say how ids become text. */
public final class DecodeOptions {

    @Option(
            names = "--decode",
            description = {
                "Take ids for texts, with spaces or commas between them, and",
                "write the text that they stand for."
            })
    private boolean wanted;

    @Option(
            names = "--clean-up",
            paramLabel = "SPACES",
            converter = CleanUpNames.class,
            completionCandidates = CleanUpNames.class,
            description = {
                "With --decode: which spaces of cut-up English are taken out:",
                "none, pieces (those before . , ! ?) or text (all that show in",
                "the whole); without it, as the tokenizer's files say."
            })
    private @Nullable CleanUp cleanUp;

    /** The names of ways to clean up. */
    static final class CleanUpNames extends EnumNames<CleanUp> {
        CleanUpNames() {
            super(CleanUp.values());
        }
    }

    /** Whether texts are ids. */
    public boolean wanted() {
        return wanted;
    }

    /**
     * Refuses what contradicts itself.
     *
     * @param encoding whether an option was given that is about encoding
     * @throws Failure with the contradiction
     */
    public void check(boolean encoding) {
        if (cleanUp != null && !wanted) {
            throw Failure.usage("--clean-up is about --decode, which is not here");
        }
        if (wanted && encoding) {
            throw Failure.usage(
                    "--decode knows --clean-up and --no-special-tokens, but no option that is about"
                            + " cutting texts up");
        }
    }

    /**
     * How ids become text.
     *
     * @param special whether special tokens are shown
     * @param usual which spaces are taken out unless an option says otherwise
     */
    public Decoding decoding(boolean special, CleanUp usual) {
        return new Decoding(!special, Objects.requireNonNullElse(cleanUp, usual));
    }
}
