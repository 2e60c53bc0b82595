package dev.distil4j.bench.contest;

import dev.distil4j.Distil4J;
import dev.distil4j.FeatureExtractor;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.bench.model.BaseModel;

/** This project's engine from a text to its hidden states. */
final class HiddenStates implements Contender {

    private final FeatureExtractor extractor;
    private final String text;
    private float[][] rows = {};

    HiddenStates(BaseModel model, String text, int threads) {
        extractor =
                Distil4J.featureExtraction(
                        ModelSource.folder(model.folder()), Options.defaults().threads(threads));
        this.text = text;
    }

    @Override
    public void run() {
        rows = extractor.extract(text);
    }

    @Override
    public float[] result() {
        float[] values = new float[rows.length * BaseModel.DIM];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * BaseModel.DIM, BaseModel.DIM);
        }
        return values;
    }

    @Override
    public void close() {
        extractor.close();
    }
}
