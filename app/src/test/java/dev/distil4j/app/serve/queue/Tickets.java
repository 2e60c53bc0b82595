package dev.distil4j.app.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Score;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.TaskResponse;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What came of tickets. */
final class Tickets {

    private Tickets() {}

    static TaskResponse<List<Score>> response(Ticket<List<Score>> ticket) throws Exception {
        return ticket.response().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    static List<String> labels(TaskResponse<List<Score>> response) {
        return response.results().stream().map(scores -> scores.getFirst().label()).toList();
    }

    static Throwable failure(Ticket<?> ticket) throws Exception {
        try {
            ticket.response().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("there is a response");
    }

    static void assertRefused(Ticket<?> ticket, ErrorType type, String sentence) throws Exception {
        Refusal refusal = (Refusal) failure(ticket);
        assertThat(refusal.type()).isEqualTo(type);
        assertThat(refusal.sentence()).startsWith(sentence);
    }
}
