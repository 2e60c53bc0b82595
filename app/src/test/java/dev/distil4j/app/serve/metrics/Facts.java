package dev.distil4j.app.serve.metrics;

import dev.distil4j.ModelInfo;
import dev.distil4j.Pooling;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.kernels.Precision;

import java.util.List;

/** Models that are described, and never opened. */
final class Facts {

    private Facts() {}

    static ModelFacts classifier(String name) {
        ModelInfo info =
                new ModelInfo(
                        "my-model",
                        "DistilBertForSequenceClassification",
                        4_341_314,
                        Precision.F32,
                        17_365_256,
                        512,
                        List.of("NEGATIVE", "POSITIVE"),
                        "scalar",
                        "CPU",
                        "plain loops",
                        2,
                        List.of("vector: start Java with \"--add-modules jdk.incubator.vector\""));
        return new ModelFacts(name, List.of(ServedTask.TEXT_CLASSIFICATION), info, null);
    }

    static ModelFacts embedder(String name) {
        return new ModelFacts(
                name,
                List.of(ServedTask.SENTENCE_EMBEDDING, ServedTask.FEATURE_EXTRACTION),
                plain("DistilBertModel", Precision.F16),
                Pooling.MEAN);
    }

    static ModelFacts of(String name, ServedTask task, String architecture) {
        return new ModelFacts(name, List.of(task), plain(architecture, Precision.BF16), null);
    }

    private static ModelInfo plain(String architecture, Precision precision) {
        return new ModelInfo(
                "/models/some",
                architecture,
                1000,
                precision,
                2000,
                128,
                List.of("O", "B-PER"),
                "scalar",
                "CPU",
                "plain loops",
                1,
                List.of());
    }
}
