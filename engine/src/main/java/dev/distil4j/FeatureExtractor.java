package dev.distil4j;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.model.Encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the encoder's last hidden states, one row for each token, those that frame the text
 * included.
 *
 * <p>Made by {@link Distil4J#featureExtraction}; a checkpoint's head, if it has one, is left out.
 * Immutable and thread-safe.
 */
public final class FeatureExtractor implements AutoCloseable {

    /** What there is of a batch beyond its features: its states are not kept twice. */
    private static final float[] NOTHING = {};

    private final OpenModel<Encoder> model;

    FeatureExtractor(OpenModel<Encoder> model) {
        this.model = model;
    }

    static FeatureExtractor open(ModelSource source, Options options) {
        return Sources.read(
                source,
                options,
                files -> new FeatureExtractor(OpenModel.open(files, options, Encoder::load)));
    }

    /**
     * The hidden states of a text.
     *
     * @return [tokens][dim]
     * @throws InputException if the text is too long
     */
    public float[][] extract(String text) {
        return extractAll(List.of(text)).getFirst();
    }

    /**
     * The hidden states of each text, in the order of the texts.
     *
     * @return for each text [tokens][dim]
     * @throws InputException if one of them is too long; it says which
     */
    public List<float[][]> extractAll(List<String> texts) {
        return extract(TextInput.all(texts));
    }

    /**
     * The hidden states of each text or pair of texts, in the order of the inputs. A pair whose
     * second text is empty counts as a text on its own, as it does in the reference.
     *
     * @return for each input [tokens][dim]
     * @throws InputException if one of them is too long; it says which
     */
    public List<float[][]> extract(List<TextInput> inputs) {
        List<float[][]> features = new ArrayList<>(inputs.size());
        model.run(
                TextInput.withoutEmptyPairs(inputs),
                (encoder, call, batch) -> {
                    var hidden = encoder.forward(call, batch, RowSelection.all(batch));
                    split(call.read(hidden), batch, hidden.cols(), features);
                    return NOTHING;
                });
        return features;
    }

    private static void split(float[] values, TokenBatch batch, int dim, List<float[][]> features) {
        for (int s = 0; s < batch.sequences(); s++) {
            int start = batch.starts()[s];
            float[][] rows = new float[batch.length(s)][];
            Arrays.setAll(
                    rows,
                    i -> Arrays.copyOfRange(values, (start + i) * dim, (start + i + 1) * dim));
            features.add(rows);
        }
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
                        call.read(encoder.forward(call, batch, RowSelection.all(batch))));
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
