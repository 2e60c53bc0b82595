package dev.distil4j.bench.contest;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.Score;
import dev.distil4j.TextClassifier;
import dev.distil4j.bench.model.BaseModel;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One classifier that several threads call at once. */
final class ConcurrentCalls implements Contender {

    private final TextClassifier classifier;
    private final ExecutorService callers;
    private final List<Callable<List<Score>>> calls;
    private List<Future<List<Score>>> answers = List.of();

    ConcurrentCalls(BaseModel model, List<String> texts, int callers, int threads) {
        classifier =
                Distil4J.textClassification(
                        ModelSource.folder(model.folder()), Options.defaults().threads(threads));
        this.callers = Executors.newFixedThreadPool(callers);
        calls =
                texts.stream()
                        .<Callable<List<Score>>>map(text -> () -> classifier.classify(text))
                        .toList();
    }

    @Override
    public void run() {
        try {
            answers = callers.invokeAll(calls);
            for (Future<List<Score>> answer : answers) {
                answer.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The better label's score for each text. */
    @Override
    public float[] result() {
        float[] best = new float[answers.size()];
        for (int i = 0; i < best.length; i++) {
            best[i] = (float) answers.get(i).resultNow().getFirst().score();
        }
        return best;
    }

    @Override
    public void close() {
        callers.close();
        classifier.close();
    }
}
