package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.protocol.Dialect;
import dev.distil4j.app.serve.protocol.Exchange;
import dev.distil4j.app.serve.queue.Ticket;
import dev.distil4j.app.serve.task.TaskResponse;
import dev.distil4j.app.serve.task.Timings;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;

/** Answers a body with what a model makes of it. */
record Scoring(Dialect dialect) implements Route.OfBody {

    @Override
    public Reply answer(Call call, Served served, byte[] body) {
        return answer(call, served, Json.read(body));
    }

    /** Answers a body that has been read. */
    Reply answer(Call call, Served served, JsonNode body) {
        String client = call.request().getHeader("user-agent");
        Dialect spoken = client == null ? dialect : dialect.spokenBy(client);
        return compute(call, spoken.read(body, served.model()), served);
    }

    private static <I, R> Reply compute(Call call, Exchange<I, R> exchange, Served served) {
        List<I> inputs = exchange.request().inputs();
        call.note(call.facts().sent(inputs.size()));
        Ticket<R> ticket = served.queue().submit(exchange.request());
        call.whenGone(ticket::cancel);
        TaskResponse<R> response = await(ticket);
        long tokens = response.tokens().stream().mapToLong(Long::longValue).sum();
        call.note(call.facts().computed(tokens));
        byte[] body =
                Json.bytes(json -> exchange.reply().write(json, exchange.request(), response));
        Timings timings = response.timings();
        String total = millis(call.nanos());
        return Reply.json(body)
                .with("x-compute-type", served.model().info().backend())
                .with("x-compute-time", total)
                .with("x-compute-characters", String.valueOf(Characters.of(inputs)))
                .with("x-compute-tokens", String.valueOf(tokens))
                .with("x-total-time", total)
                .with("x-tokenization-time", millis(timings.tokenization()))
                .with("x-queue-time", millis(timings.queue()))
                .with("x-inference-time", millis(timings.inference()))
                .with("x-truncated", String.valueOf(response.truncated()));
    }

    private static <R> TaskResponse<R> await(Ticket<R> ticket) {
        try {
            return ticket.response().toCompletableFuture().join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos * 1e-6);
    }
}
