package dev.distil4j;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.DeviceException;
import dev.distil4j.kernels.DeviceMemoryException;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.pipeline.ModelFiles;
import dev.distil4j.pipeline.Packer;
import dev.distil4j.pipeline.Rehearsal;
import dev.distil4j.pipeline.Tokenizers;
import dev.distil4j.pipeline.WarmUp;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.InputTooLongException;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A model with its tokenizer, on a backend, between opening and closing: what all tasks share.
 *
 * @param <M> the model with its head
 */
final class OpenModel<M> implements AutoCloseable {

    /** Makes a model with its head from a checkpoint. */
    interface Loader<M> {
        M load(ModelConfig config, Checkpoint file, Weights weights);
    }

    /** Computes one batch. */
    interface Forward<M> {
        float[] apply(M model, Call call, TokenBatch batch);
    }

    /** Says which rows of a batch a head wants. */
    interface Rows {
        RowSelection of(TokenBatch batch);
    }

    /** Computes the wanted rows of one batch, [wanted rows · width]. */
    interface Head<M> {
        float[] apply(M model, Call call, TokenBatch batch, RowSelection wanted);
    }

    private final M model;
    private final WordPieceTokenizer tokenizer;
    private final ModelConfig config;
    private final ModelInfo info;
    private final Backend backend;
    private final BatchRunner runner;
    private final Weights weights;

    /** A call holds the read lock over all its batches; closing waits for the write lock. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    private boolean closed;

    /** Memory of ended calls, for later ones. */
    private final ArrayBlockingQueue<Packer> idle;

    private OpenModel(
            M model,
            WordPieceTokenizer tokenizer,
            ModelConfig config,
            ModelInfo info,
            Backend backend,
            Weights weights) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.config = config;
        this.info = info;
        this.backend = backend;
        this.runner = new BatchRunner(backend);
        this.weights = weights;
        idle = new ArrayBlockingQueue<>(backend.threads());
    }

    static <M> OpenModel<M> open(ModelFiles files, Options options, Loader<M> loader) {
        Backends.Choice choice = choose(options);
        try (Rehearsal _ = rehearsal(choice.backend(), options.threads())) {
            return open(files, options, choice, loader);
        } catch (RuntimeException | Error e) {
            choice.backend().close();
            throw e;
        }
    }

    /** A device has nothing to rehearse: its kernels are compiled when they are made. */
    private static Rehearsal rehearsal(Backend backend, Threads threads) {
        return Rehearsal.begin(
                backend.name(), backend.threads() > 1 ? threads : Threads.callerOnly());
    }

    private static <M> OpenModel<M> open(
            ModelFiles files, Options options, Backends.Choice choice, Loader<M> loader) {
        ModelConfig config = files.config();
        WordPieceTokenizer tokenizer = Tokenizers.of(files, options.truncation());
        Backend backend = choice.backend();
        Weights weights = backend.prepare(options.precision());
        try (Checkpoint file = files.openWeights()) {
            M model = loader.load(config, file, weights);
            ModelInfo info =
                    new ModelInfo(
                            files.name(),
                            String.join(", ", config.architectures()),
                            parameters(file),
                            options.precision(),
                            weights.bytes(),
                            tokenizer.maxLength(),
                            config.id2label(),
                            backend.name(),
                            backend.device(),
                            backend.kernels(),
                            backend.threads(),
                            choice.refusals().stream().map(Object::toString).toList());
            log(info, choice.shortfall());
            return new OpenModel<>(model, tokenizer, config, info, backend, weights);
        } catch (DeviceException e) {
            weights.close();
            throw failure(files.name(), e);
        } catch (RuntimeException | Error e) {
            weights.close();
            throw e;
        }
    }

    /** What ends the loading of a model. */
    static BackendException failure(String model, DeviceException e) {
        String reason = Objects.requireNonNull(e.getMessage());
        return new BackendException(
                e instanceof DeviceMemoryException
                        ? "the weights of %s find no room: %s; take a smaller model, f16 or another backend"
                                .formatted(model, reason)
                        : reason,
                e);
    }

    private static Backends.Choice choose(Options options) {
        if (options.backend().isEmpty()) {
            return Backends.best(options.threads());
        }
        try {
            return Backends.named(options.backend().get(), options.threads(), options.precision());
        } catch (IllegalArgumentException e) {
            throw new BackendException(Objects.requireNonNull(e.getMessage()), e);
        }
    }

    private static long parameters(Checkpoint file) {
        return file.names().stream()
                .mapToLong(name -> file.tensor(name).orElseThrow().elementCount())
                .sum();
    }

    /** A backend that only stands in for another is a warning: nobody should have to ask for it. */
    private static void log(ModelInfo info, Optional<String> shortfall) {
        System.Logger logger = System.getLogger(OpenModel.class.getPackageName());
        shortfall.ifPresent(
                sentence ->
                        logger.log(
                                System.Logger.Level.WARNING,
                                "{0}, so {1} runs on {2} ({3})",
                                sentence,
                                info.name(),
                                info.backend(),
                                info.device()));
        logger.log(
                System.Logger.Level.INFO,
                "{0} runs on {1} ({2}) with {3} threads at most{4}",
                info.name(),
                info.backend(),
                info.device(),
                String.valueOf(info.threads()),
                info.refusals().isEmpty() ? "" : "; not on " + info.refusals());
    }

    ModelConfig config() {
        return config;
    }

    ModelInfo info() {
        return info;
    }

    WordPieceTokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * Computes inputs, batch by batch.
     *
     * @return what {@code forward} makes of each batch, in the order of the inputs
     * @throws InputException if an input has too many tokens, and truncation is off, or is a pair
     *     that the model can't take
     * @throws ClosedException if this is closed
     */
    List<float[]> run(List<TextInput> inputs, Forward<M> forward) {
        List<float[]> results = new ArrayList<>();
        run(
                packer -> encode(inputs, packer),
                (call, batch) -> results.add(forward.apply(model, call, batch)));
        return results;
    }

    /**
     * Computes what has been encoded already: texts, or the windows of long ones, many together.
     *
     * @param rows the rows that the head wants, such as {@code RowSelection::all}
     * @return for each encoding what {@code head} makes of its rows [its wanted rows · width]; empty
     *     if it has none
     * @throws ClosedException if this is closed
     */
    List<float[]> logits(List<Encoding> encodings, Rows rows, Head<M> head) {
        List<float[]> results = new ArrayList<>(encodings.size());
        run(
                packer -> encodings.forEach(packer::add),
                (call, batch) -> {
                    RowSelection wanted = rows.of(batch);
                    split(head.apply(model, call, batch, wanted), batch, wanted, results);
                });
        return results;
    }

    private static void split(
            float[] values, TokenBatch batch, RowSelection rows, List<float[]> into) {
        int width = rows.count() == 0 ? 0 : values.length / rows.count();
        for (int s = 0; s < batch.sequences(); s++) {
            into.add(Arrays.copyOfRange(values, rows.start(s) * width, rows.start(s + 1) * width));
        }
    }

    /** Has each batch of what {@code filling} puts into a packer computed, in its order. */
    private void run(Consumer<Packer> filling, BiConsumer<Call, TokenBatch> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new ClosedException(
                        "the model %s is closed; open it again".formatted(info.name()), null);
            }
            Packer packer = idle.poll();
            if (packer == null) {
                packer = new Packer(tokenizer);
            }
            filling.accept(packer);
            while (packer.hasNext()) {
                runner.run(packer.next(runner.batchTokens()), work);
            }
            packer.clear(); // one that a failed call has left half-way is not used again
            idle.offer(packer);
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Computes texts of its own, so that later calls run at full speed.
     *
     * @throws ClosedException if this is closed
     */
    void warmUp(Forward<M> forward) {
        WarmUp.run(tokenizer, texts -> run(TextInput.all(texts), forward));
    }

    private void encode(List<TextInput> inputs, Packer packer) {
        int number = 0;
        for (TextInput input : inputs) {
            number++;
            try {
                if (input.text_pair() != null) {
                    requirePairs();
                }
                packer.add(input.text(), input.text_pair());
            } catch (InputTooLongException | InputException e) {
                String which = inputs.size() == 1 ? "" : "text " + number + ": ";
                throw new InputException(which + e.getMessage(), e);
            }
        }
    }

    /**
     * Refuses two texts in one input where a model has no embedding for the tokens of the second.
     *
     * @throws InputException if this is such a model
     */
    void requirePairs() {
        if (config.type_vocab_size() == 1) {
            throw new InputException(
                    "%s takes no pair of texts, nor a question with its context, as type_vocab_size in its config.json is 1; give a text on its own, or take a model where it is 2"
                            .formatted(info.name()),
                    null);
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                weights.close();
                backend.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
