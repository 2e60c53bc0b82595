package dev.distil4j.app;

import dev.distil4j.InputException;
import dev.distil4j.TextInput;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Progress;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.Format;
import dev.distil4j.tokenizer.InputTooLongException;
import dev.distil4j.tokenizer.TokenizerException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Takes any number of texts through a model in constant memory: chunk by chunk, each written before
 * the next one is read.
 *
 * @param <R> what the model makes of one text
 */
final class BatchRun<R> {

    private static final int CHUNK_TEXTS = 256;
    private static final int CHUNK_CHARACTERS = 1 << 20;

    /** Texts that are computed together, and what came instead of a further one. */
    private record Chunk(List<Item> items, boolean isLast, @Nullable Failure failure) {
        /** Whether so many texts wait that a model had better be warm. */
        boolean isFull() {
            return items.size() == CHUNK_TEXTS;
        }
    }

    private final Function<List<TextInput>, List<R>> model;
    private final Format<R> format;
    private final Streams streams;
    private Runnable warmUp = () -> {};
    private String cure = "--truncate";
    private long texts;

    BatchRun(Function<List<TextInput>, List<R>> model, Format<R> format, Streams streams) {
        this.model = model;
        this.format = format;
        this.streams = streams;
    }

    /** Runs {@code warmUp} before the first text, if there are many: a few would only wait for it. */
    BatchRun<R> warmedUpBy(Runnable warmUp) {
        this.warmUp = warmUp;
        return this;
    }

    /** Names the options, {@code --truncate} unless set, that let a model take a long text. */
    BatchRun<R> longTextsNeed(String options) {
        cure = options;
        return this;
    }

    /**
     * Writes the results of all texts; before it fails, those of the texts before.
     *
     * @throws Failure if a text can't be read or is too long
     */
    void run(Inputs inputs) {
        streams.out().write(format.begin());
        try (Progress progress = new Progress(streams)) {
            Chunk chunk = read(inputs);
            if (chunk.isFull()) {
                warmUp.run();
            }
            while (true) {
                compute(chunk.items());
                if (chunk.failure() != null) {
                    throw chunk.failure();
                }
                progress.at(inputs.position(), inputs.size(), texts);
                if (chunk.isLast()) {
                    break;
                }
                chunk = read(inputs);
            }
        }
        streams.out().write(format.end());
    }

    /** Waits for the first text only, so that whoever types lines gets answers line by line. */
    private static Chunk read(Inputs inputs) {
        List<Item> items = new ArrayList<>();
        long characters = 0;
        try {
            do {
                Item item = inputs.next();
                if (item == null) {
                    return new Chunk(items, true, null);
                }
                items.add(item);
                characters += item.length();
            } while (items.size() < CHUNK_TEXTS && characters < CHUNK_CHARACTERS && inputs.ready());
            return new Chunk(items, false, null);
        } catch (Failure failure) {
            return new Chunk(items, true, failure);
        }
    }

    private void compute(List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        List<R> results;
        try {
            results = model.apply(items.stream().map(Item::input).toList());
        } catch (InputException | TokenizerException e) {
            if (items.size() == 1) {
                throw located(items.getFirst(), e);
            }
            // One of them is the culprit; those before it still get their results.
            items.forEach(item -> compute(List.of(item)));
            return;
        }
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < results.size(); i++) {
            written.append(format.result(items.get(i), results.get(i)));
        }
        streams.out().write(written);
        texts += results.size();
    }

    private Failure located(Item item, RuntimeException e) {
        Throwable reason = e instanceof InputException && e.getCause() != null ? e.getCause() : e;
        String sentence =
                reason instanceof InputTooLongException tooLong
                        ? "%,d tokens are more than the %,d that the model takes; shorten the text or add %s"
                                .formatted(tooLong.length(), tooLong.maxLength(), cure)
                        : Objects.requireNonNull(reason.getMessage());
        return new Failure(ExitCode.DATA, item.complaint(sentence), e);
    }
}
