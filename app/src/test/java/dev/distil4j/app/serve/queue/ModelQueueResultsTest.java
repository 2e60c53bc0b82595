package dev.distil4j.app.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.ClassificationOptions;
import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.Score;
import dev.distil4j.TextClassifier;
import dev.distil4j.TextInput;
import dev.distil4j.app.serve.task.Operation;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.TaskRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

class ModelQueueResultsTest {

    private static final Operation.Classify CLASSIFY =
            new Operation.Classify(ClassificationOptions.defaults());

    @Test
    @Timeout(300)
    void resultsAreThoseOfTheLibraryBitForBitWhateverSharesTheirBatch() throws Exception {
        List<List<TextInput>> requests = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            List<TextInput> inputs = new ArrayList<>();
            for (int j = 0; j < i % 7 + 1; j++) {
                inputs.add(
                        TextInput.of(
                                "a fine film, seen %d times".formatted(i) + " again".repeat(j)));
            }
            requests.add(inputs);
        }
        QueueLimits limits = new QueueLimits(10, 128, 1000, 100, Duration.ofMinutes(2));
        try (TextClassifier library =
                        Distil4J.textClassification(ModelSource.embedded(), Options.defaults());
                ServedModel model =
                        ServedModel.open("embedded", ModelSource.embedded(), Options.defaults());
                ModelQueue queue = new ModelQueue(model, limits, QueueListener.NONE)) {
            List<Ticket<List<Score>>> tickets = new ArrayList<>();
            for (List<TextInput> inputs : requests) {
                tickets.add(queue.submit(new TaskRequest<>(CLASSIFY, inputs, false)));
            }
            for (int i = 0; i < requests.size(); i++) {
                var response =
                        tickets.get(i).response().toCompletableFuture().get(120, TimeUnit.SECONDS);
                assertThat(response.results())
                        .isEqualTo(
                                library.classify(
                                        requests.get(i), ClassificationOptions.defaults()));
                assertThat(response.tokens())
                        .isEqualTo(requests.get(i).stream().map(model::length).toList());
            }
        }
    }
}
