package dev.distil4j.bench.contest;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.TextClassifier;
import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.WordSequence;
import dev.distil4j.bench.peer.OnnxModel;
import dev.distil4j.bench.peer.PeerFiles;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An engine that stays open while the size of its calls changes. */
interface Classifier extends AutoCloseable {

    /** A call with so many copies of a text. */
    Runnable prepare(WordSequence words, int texts);

    @Override
    void close();

    /** The engine of that name. */
    static Classifier open(String engine, BaseModel model, int threads) {
        return switch (engine) {
            case "distil4j" -> new Ours(model, threads);
            case "onnxruntime" -> new Onnx(model, "sentiment", threads);
            case "onnxruntime-optimised" -> new Onnx(model, "sentiment-optimised", threads);
            default ->
                    throw new IllegalArgumentException(
                            "there is no engine %s; choose distil4j, onnxruntime or"
                                            .formatted(engine)
                                    + " onnxruntime-optimised");
        };
    }

    /** This project's. */
    final class Ours implements Classifier {

        private final TextClassifier classifier;

        Ours(BaseModel model, int threads) {
            classifier =
                    Distil4J.textClassification(
                            ModelSource.folder(model.folder()),
                            Options.defaults().threads(threads));
        }

        @Override
        public Runnable prepare(WordSequence words, int texts) {
            List<String> copies = Collections.nCopies(texts, words.text());
            return () -> classifier.classifyAll(copies);
        }

        @Override
        public void close() {
            classifier.close();
        }
    }

    /** ONNX Runtime on a graph. */
    final class Onnx implements Classifier {

        private final OnnxModel session;

        Onnx(BaseModel model, String graph, int threads) {
            session = new OnnxModel(PeerFiles.onnx(model, graph), threads);
        }

        @Override
        public Runnable prepare(WordSequence words, int texts) {
            int length = words.ids().length;
            long[] ids = new long[texts * length];
            for (int i = 0; i < texts; i++) {
                System.arraycopy(words.ids(), 0, ids, i * length, length);
            }
            long[] mask = new long[ids.length];
            Arrays.fill(mask, 1);
            return () -> session.run(ids, mask, texts);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
