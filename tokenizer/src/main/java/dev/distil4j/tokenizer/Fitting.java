package dev.distil4j.tokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * Fits the tokens of an input into encodings: one with the beginning, or windows over all.
 *
 * @param template the frame around the texts
 * @param options how long an encoding may be, and how it gets there
 */
record Fitting(Template template, EncodingOptions options) {
    /** The one encoding that holds as much as the options allow. */
    Encoding encoding(Tokens tokens) {
        Share share = share(tokens);
        return encoding(tokens, new Range(0, share.first()), new Range(0, share.second()));
    }

    /**
     * The encodings that together hold everything. Their order, where both texts are cut, is the
     * reference's: the beginnings; each further part of the first text with every part of the
     * second; the beginning of the first with the further parts of the second. Source: {@code
     * Encoding::merge_with} of huggingface/tokenizers.
     */
    List<Encoding> windows(Tokens tokens) {
        int room = room(tokens.isPair());
        if (options.stride() >= room && room > 0) {
            throw new TokenizerException(
                    ("A stride of %d does not fit windows with room for %d tokens of text; give 0"
                                    + " to %d.")
                            .formatted(options.stride(), room, room - 1));
        }
        Share share = share(tokens);
        List<Range> first = parts(tokens.first().count(), share.first());
        List<Range> second = parts(tokens.second().count(), share.second());
        List<Encoding> windows = new ArrayList<>();
        windows.add(encoding(tokens, first.getFirst(), second.getFirst()));
        for (Range part : first.subList(1, first.size())) {
            for (Range other : second) {
                windows.add(encoding(tokens, part, other));
            }
        }
        for (Range part : second.subList(1, second.size())) {
            windows.add(encoding(tokens, first.getFirst(), part));
        }
        return List.copyOf(windows);
    }

    private Encoding encoding(Tokens tokens, Range first, Range second) {
        return options.addSpecialTokens()
                ? template.framed(tokens, first, second)
                : Template.bare(tokens, first, second);
    }

    /** How many tokens an encoding has besides its frame. */
    private int room(boolean isPair) {
        int room = options.maxLength() - added(isPair);
        if (room < 0) {
            throw new TokenizerException(
                    ("A maximal length of %d leaves no room for the special tokens of a %s; give at"
                                    + " least %d.")
                            .formatted(
                                    options.maxLength(), isPair ? "pair" : "text", added(isPair)));
        }
        return room;
    }

    private int added(boolean isPair) {
        return options.addSpecialTokens() ? Template.added(isPair) : 0;
    }

    /**
     * How many tokens of each text one encoding holds.
     *
     * @throws InputTooLongException if tokens had to be dropped that may not be
     */
    Share share(Tokens tokens) {
        int room = room(tokens.isPair());
        long first = tokens.first().count();
        long second = tokens.second().count();
        if (first + second <= room) {
            return new Share((int) first, (int) second);
        }
        return switch (options.truncation()) {
            case ERROR -> throw tooLong(tokens, "");
            case LONGEST_FIRST -> Share.longestFirst(first, second, room);
            case ONLY_FIRST -> {
                if (second >= room) {
                    throw tooLong(tokens, ", and the second alone leaves no room for the first");
                }
                yield new Share(room - (int) second, (int) second);
            }
            case ONLY_SECOND -> {
                if (!tokens.isPair()) {
                    throw tooLong(tokens, ", and there is no second text to cut");
                }
                if (first >= room) {
                    throw tooLong(tokens, ", and the first alone leaves no room for the second");
                }
                yield new Share((int) first, room - (int) first);
            }
        };
    }

    private InputTooLongException tooLong(Tokens tokens, String obstacle) {
        return new InputTooLongException(
                tokens.count() + added(tokens.isPair()), options, tokens.isPair(), obstacle);
    }

    /** A text in parts of a length, each of which repeats the end of the one before. */
    private List<Range> parts(long count, int length) {
        if (count <= length) {
            return List.of(new Range(0, (int) count));
        }
        if (options.stride() >= length) {
            throw new TokenizerException(
                    ("Windows of %d tokens with a stride of %d leave %d for a text of %d; make them"
                                    + " longer or the stride smaller.")
                            .formatted(options.maxLength(), options.stride(), length, count));
        }
        List<Range> parts = new ArrayList<>();
        int end = 0;
        for (int start = 0; end < count; start += length - options.stride()) {
            end = (int) Math.min(count, (long) start + length);
            parts.add(new Range(start, end));
        }
        return parts;
    }
}
