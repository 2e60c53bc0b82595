package dev.distil4j.app.serve.queue;

import dev.distil4j.BackendException;
import dev.distil4j.ClassificationOptions;
import dev.distil4j.InputException;
import dev.distil4j.Score;
import dev.distil4j.TaggerInput;
import dev.distil4j.TextInput;
import dev.distil4j.app.serve.task.Operation;
import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.kernels.DeviceMemoryException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Computes classifications: each text is its own label. A word is a token. What the first word is
 * decides whether it fails. Can be held in the middle of a batch, which it announces.
 */
final class FakeComputer implements Computer {

    static final Operation.Classify CLASSIFY =
            new Operation.Classify(ClassificationOptions.defaults());
    static final Operation.Classify OTHERWISE =
            new Operation.Classify(ClassificationOptions.defaults().topK(1));

    /** Texts of each batch, when it begins. */
    private final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();

    private final Semaphore gate = new Semaphore(1);
    private final Runnable counting;
    private final Consumer<List<String>> during;

    FakeComputer() {
        this(() -> {}, texts -> {});
    }

    /**
     * @param counting what happens while the tokens of a text are counted
     * @param during what happens while texts are computed
     */
    FakeComputer(Runnable counting, Consumer<List<String>> during) {
        this.counting = counting;
        this.during = during;
    }

    static TaskRequest<TextInput, List<Score>> request(String... texts) {
        return request(CLASSIFY, List.of(texts));
    }

    static TaskRequest<TextInput, List<Score>> request(
            Operation.Classify operation, List<String> texts) {
        return new TaskRequest<>(operation, texts.stream().map(TextInput::of).toList(), false);
    }

    /** So many texts of one request, "name 1" and so on, of two tokens each. */
    static List<String> texts(String name, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            texts.add(name + " " + i);
        }
        return texts;
    }

    /** From now on batches stop half-way. */
    void hold() {
        gate.acquireUninterruptibly();
    }

    void release() {
        gate.release();
    }

    /** The texts of the next batch that has begun. */
    List<String> batch() throws InterruptedException {
        List<String> texts = batches.poll(60, TimeUnit.SECONDS);
        if (texts == null) {
            throw new AssertionError("no batch has begun");
        }
        return texts;
    }

    /** The texts of all other batches that have begun. */
    List<List<String>> rest() {
        List<List<String>> rest = new ArrayList<>();
        batches.drainTo(rest);
        return rest;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public int max_tokens() {
        return 5;
    }

    @Override
    public <I> long tokens(Operation<I, ?> operation, I input) {
        counting.run();
        return text(input).chars().filter(c -> c == ' ').count() + 1;
    }

    @Override
    @SuppressWarnings("unchecked") // it only classifies
    public <I, R> List<R> run(Operation<I, R> operation, List<I> inputs) {
        List<String> texts = inputs.stream().map(FakeComputer::text).toList();
        batches.add(texts);
        gate.acquireUninterruptibly();
        gate.release();
        during.accept(texts);
        List<List<Score>> results = new ArrayList<>();
        for (String text : texts) {
            switch (text.replaceAll(" .*", "")) {
                case "guilty" -> throw new InputException("it has no mask", null);
                case "broken" -> throw new IllegalStateException("/secret/place is gone");
                case "long" ->
                        throw new BackendException(
                                "the device is full", new DeviceMemoryException("it is full"));
                case "huge" -> throw new OutOfMemoryError("Java heap space");
                default -> results.add(List.of(new Score(text, 1)));
            }
        }
        return (List<R>) results;
    }

    private static String text(Object input) {
        return switch (input) {
            case TextInput classified -> classified.text();
            case TaggerInput tagged -> tagged.text();
            default -> (String) input;
        };
    }
}
