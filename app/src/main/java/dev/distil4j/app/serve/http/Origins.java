package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** The pages of other origins whose scripts may read answers (CORS). */
final class Origins {

    private static final String ALL = "*";
    private static final String EXPOSED =
            "x-compute-type, x-compute-time, x-compute-characters, x-compute-tokens, x-total-time,"
                + " x-tokenization-time, x-queue-time, x-inference-time, x-truncated, retry-after";

    private final List<String> allowed;

    Origins(List<String> allowed) {
        this.allowed = allowed;
    }

    /** Lets the page that a request comes from read the response, if it may. */
    void allow(HttpServerRequest request) {
        if (allowed.isEmpty()) {
            return;
        }
        HttpServerResponse response = request.response();
        response.putHeader("vary", "origin");
        String origin = request.getHeader("origin");
        if (origin != null && isAllowed(origin)) {
            response.putHeader("access-control-allow-origin", allowed.contains(ALL) ? ALL : origin);
            response.putHeader("access-control-expose-headers", EXPOSED);
        }
    }

    /**
     * Answers a browser that asks before it sends.
     *
     * @param methods of the path; null if there is no such path
     */
    Reply preflight(HttpServerRequest request, @Nullable String methods) {
        if (methods == null) {
            throw new Refusal(
                    ErrorType.NOT_FOUND,
                    "there is no route '%s'; GET /docs lists them".formatted(request.path()));
        }
        Reply reply = new Reply(204, "", Buffer.buffer(), Map.of("allow", methods));
        String origin = request.getHeader("origin");
        return origin == null || !isAllowed(origin)
                ? reply
                : reply.with("access-control-allow-methods", methods)
                        .with("access-control-allow-headers", "content-type, authorization")
                        .with("access-control-max-age", "600");
    }

    private boolean isAllowed(String origin) {
        return allowed.contains(ALL) || allowed.contains(origin);
    }
}
