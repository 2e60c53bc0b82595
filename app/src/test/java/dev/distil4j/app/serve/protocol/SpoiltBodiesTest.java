package dev.distil4j.app.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.distil4j.InputException;
import dev.distil4j.app.output.JsonText;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.Operation;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.app.serve.task.TaskResponse;
import dev.distil4j.app.serve.task.Timings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * Whatever a body has, it is read or refused, and what is read can be computed and written or is a
 * text's fault. {@code -Ddistil4j.bodies=N} tries N bodies.
 */
final class SpoiltBodiesTest {

    private static final int BODIES = Integer.getInteger("distil4j.bodies", 10_000);

    /** What is computed of the bodies that are read; that takes longer than reading. */
    private static final int ONE_IN = 8;

    @TempDir Path folder;

    @Test
    void readOrRefusedAndNothingElse() throws IOException {
        int refused = 0;
        int read = 0;
        try (TinyModels models = TinyModels.open(folder)) {
            SpoiltBodies bodies = new SpoiltBodies(11);
            for (int i = 0; i < BODIES; i++) {
                Golden golden = bodies.golden();
                JsonNode body = bodies.spoilt(golden);
                ServedModel model = models.get(golden.model());
                try {
                    golden.dialect().modelName(body);
                    Exchange<?, ?> exchange = golden.dialect().read(body, model);
                    read++;
                    if (i % ONE_IN == 0) {
                        compute(exchange, model);
                    }
                } catch (Refusal refusal) {
                    assertThat(refusal.sentence()).isNotBlank().hasSizeLessThan(600);
                    refused++;
                } catch (RuntimeException e) {
                    fail("%s with the model %s: %s".formatted(golden, golden.model(), body), e);
                }
            }
        }
        assertThat(refused).isGreaterThan(BODIES / 4);
        assertThat(read).isGreaterThan(BODIES / 20);
    }

    private static <I, R> void compute(Exchange<I, R> exchange, ServedModel model) {
        TaskRequest<I, R> request = exchange.request();
        if (request.inputs().isEmpty()) {
            return;
        }
        Operation<I, R> operation = request.operation();
        request.inputs().forEach(input -> operation.tokens(model, input));
        List<R> results;
        try {
            results = operation.run(model, request.inputs());
        } catch (InputException e) {
            return;
        }
        var response =
                new TaskResponse<>(
                        results,
                        Collections.nCopies(results.size(), 1L),
                        false,
                        new Timings(0, 0, 0));
        String text = new JsonText().of(json -> exchange.reply().write(json, request, response));
        assertThat(JsonMapper.shared().readTree(text).isContainer()).isTrue();
    }
}
