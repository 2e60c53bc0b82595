package dev.distil4j.app.serve.queue;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.Operation;
import dev.distil4j.app.serve.task.TaskRequest;

import java.util.ArrayList;
import java.util.List;

/**
 * How large a request is.
 *
 * @param tokens of each input, before it is cut
 * @param computed of them
 * @param weight how often they are computed
 * @param nanos that counting them took
 */
record Measured(List<Long> tokens, List<Long> computed, int weight, long nanos) {

    Measured {
        tokens = List.copyOf(tokens);
        computed = List.copyOf(computed);
    }

    /**
     * Counts the tokens of a request.
     *
     * @throws Refusal if it is empty, or has too many inputs or too long ones
     */
    static <I, R> Measured of(
            TaskRequest<I, R> request, Computer computer, QueueLimits limits, Timer timer) {
        long start = timer.nanos();
        int inputs = request.inputs().size();
        if (inputs == 0) {
            throw new Refusal(ErrorType.EMPTY, "the request has no input; send at least one");
        }
        if (inputs > limits.max_client_batch_size()) {
            throw new Refusal(
                    ErrorType.VALIDATION,
                    "the request has %d inputs, more than the %d that this server takes at once; send them in several requests"
                            .formatted(inputs, limits.max_client_batch_size()));
        }
        Operation<I, R> operation = request.operation();
        List<Long> tokens = new ArrayList<>(inputs);
        List<Long> computed = new ArrayList<>(inputs);
        for (I input : request.inputs()) {
            long count = computer.tokens(operation, input);
            String which = inputs == 1 ? "the input" : "input " + (tokens.size() + 1);
            tokens.add(count);
            computed.add(admit(which, count, request, computer, limits));
        }
        int weight =
                operation instanceof Operation.ZeroShot zero ? zero.candidate_labels().size() : 1;
        return new Measured(tokens, computed, Math.max(1, weight), timer.nanos() - start);
    }

    private static long admit(
            String which,
            long tokens,
            TaskRequest<?, ?> request,
            Computer computer,
            QueueLimits limits) {
        if (request.operation().windowed()) {
            if (tokens > limits.max_text_tokens()) {
                throw new Refusal(
                        ErrorType.TOKENIZER,
                        "%s has %d tokens, more than the %d that this server computes in windows; send it in parts"
                                .formatted(which, tokens, limits.max_text_tokens()));
            }
            return tokens;
        }
        if (tokens > computer.max_tokens() && !request.truncate()) {
            throw new Refusal(
                    ErrorType.TOKENIZER,
                    "%s has %d tokens, more than the %d of model '%s'; shorten it, or set \"truncate\" to have it cut"
                            .formatted(which, tokens, computer.max_tokens(), computer.name()));
        }
        return Math.min(tokens, computer.max_tokens());
    }

    boolean truncated() {
        return !tokens.equals(computed);
    }

    long cost(int input) {
        return computed.get(input) * weight;
    }

    long cost() {
        return computed.stream().mapToLong(Long::longValue).sum() * weight;
    }
}
