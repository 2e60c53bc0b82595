package dev.distil4j;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.loaders.SentenceModules;
import dev.distil4j.model.Encoder;
import dev.distil4j.pipeline.ModelFiles;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes one vector of a text, such that texts of like meaning have vectors of like direction.
 *
 * <p>Made by {@link Distil4J#sentenceEmbedding}. Pooling, normalisation and the longest text are
 * those of sentence-transformers' files beside the model ({@code modules.json}, {@code
 * 1_Pooling/config.json}, {@code sentence_bert_config.json}); a model without them gets the mean of
 * its tokens, as that library does it. Immutable and thread-safe; texts of a list are computed
 * together, without padding, and get the very vectors that they would get alone.
 */
public final class SentenceEmbedder implements AutoCloseable {

    /** What PyTorch divides by at least when it scales to length 1. */
    private static final double LEAST_LENGTH = 1e-12;

    /** What there is of a batch beyond its embeddings: hidden states are not kept. */
    private static final float[] NOTHING = {};

    private final OpenModel<Encoder> model;
    private final EmbeddingOptions configured;

    private SentenceEmbedder(OpenModel<Encoder> model, EmbeddingOptions configured) {
        this.model = model;
        this.configured = configured;
    }

    static SentenceEmbedder open(ModelSource source, Options options) {
        return Sources.read(
                source,
                options,
                files ->
                        files.sentenceModules()
                                .map(modules -> open(files, modules, options))
                                .orElseGet(() -> open(files, options)));
    }

    private static SentenceEmbedder open(
            ModelFiles files, SentenceModules modules, Options options) {
        ModelFiles shortened =
                modules.max_seq_length().isPresent()
                        ? new ModelFiles.Shortened(files, modules.max_seq_length().getAsInt())
                        : files;
        return new SentenceEmbedder(
                OpenModel.open(shortened, options, Encoder::load),
                new EmbeddingOptions(
                        Pooling.valueOf(modules.pooling().name()), modules.normalize()));
    }

    private static SentenceEmbedder open(ModelFiles files, Options options) {
        return new SentenceEmbedder(
                OpenModel.open(files, options, Encoder::load),
                new EmbeddingOptions(Pooling.MEAN, false));
    }

    /** What the model's files say, for {@link #embed(List, EmbeddingOptions)}. */
    public EmbeddingOptions options() {
        return configured;
    }

    /**
     * The embedding of a text.
     *
     * @return [dim]
     * @throws InputException if the text is too long
     */
    public float[] embed(String text) {
        return embedAll(List.of(text)).getFirst();
    }

    /**
     * The embedding of each text, in the order of the texts.
     *
     * @return for each text [dim]
     * @throws InputException if one of them is too long; it says which
     */
    public List<float[]> embedAll(List<String> texts) {
        return embed(TextInput.all(texts), configured);
    }

    /**
     * The embedding of each input as {@code options} want it, in the order of the inputs; a pair of
     * texts has one embedding.
     *
     * @return for each input [dim]
     * @throws InputException if one of them is too long; it says which
     */
    public List<float[]> embed(List<TextInput> inputs, EmbeddingOptions options) {
        List<float[]> embeddings = new ArrayList<>(inputs.size());
        Pooling pooling = options.pooling();
        model.run(
                inputs,
                (encoder, call, batch) -> {
                    RowSelection rows = pooling.rows(batch);
                    Tensor hidden = encoder.forward(call, batch, rows);
                    int dim = hidden.cols();
                    float[] values = call.read(hidden);
                    for (int s = 0; s < batch.sequences(); s++) {
                        float[] pooled =
                                pooling.pool(values, rows.start(s), rows.start(s + 1), dim);
                        if (options.normalize()) {
                            normalize(pooled);
                        }
                        embeddings.add(pooled);
                    }
                    return NOTHING;
                });
        return embeddings;
    }

    private static void normalize(float[] vector) {
        double length = Math.max(LEAST_LENGTH, Math.sqrt(dot(vector, vector)));
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
    }

    /**
     * The cosine of the angle between two embeddings: 1 for the same direction, 0 for a right angle,
     * and for a vector of zeros, -1 for opposite directions.
     *
     * @throws InputException if one has more dimensions than the other
     */
    public static double cosineSimilarity(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new InputException(
                    "vectors of %d and of %d dimensions have no angle; compare embeddings of one model"
                            .formatted(a.length, b.length),
                    null);
        }
        double lengths = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
        return lengths == 0 ? 0 : dot(a, b) / lengths;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /**
     * Computes a fixed number of texts of its own, from 3 to 64 tokens, alone and together, so that
     * all code is compiled and later calls run at full speed. A server does this before it says that
     * it is ready; results do not depend on it.
     *
     * @throws ClosedException if this is closed
     */
    public void warmUp() {
        model.warmUp(
                (encoder, call, batch) ->
                        call.read(encoder.forward(call, batch, configured.pooling().rows(batch))));
    }

    /** The same model, for the hidden states of all tokens. Closing either closes both. */
    public FeatureExtractor features() {
        return new FeatureExtractor(model);
    }

    /** What this model is and what it runs on. */
    public ModelInfo info() {
        return model.info();
    }

    /** Refuses new calls, waits for the running ones and frees the weights. Idempotent. */
    @Override
    public void close() {
        model.close();
    }
}
