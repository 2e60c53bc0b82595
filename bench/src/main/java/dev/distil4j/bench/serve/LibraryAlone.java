package dev.distil4j.bench.serve;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.TextClassifier;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The library without a server: one batch after the other. */
final class LibraryAlone implements AutoCloseable {

    private final TextClassifier classifier;
    private final List<String> texts;

    LibraryAlone(Path model, List<String> texts) {
        classifier = Distil4J.textClassification(ModelSource.folder(model), Options.defaults());
        classifier.warmUp();
        this.texts = texts;
    }

    /** Texts each second, so many together, in their order and over and over. */
    double throughput(int together, double seconds) {
        long start = System.nanoTime();
        long computed = 0;
        double passed = 0;
        while (passed < seconds) {
            List<String> batch = new ArrayList<>();
            for (int i = 0; i < together; i++) {
                batch.add(texts.get((int) (computed++ % texts.size())));
            }
            classifier.classifyAll(batch);
            passed = (System.nanoTime() - start) * 1e-9;
        }
        return computed / passed;
    }

    @Override
    public void close() {
        classifier.close();
    }
}
