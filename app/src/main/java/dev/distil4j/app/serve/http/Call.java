package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.ErrorBody;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A request on its way to a response. Its client is answered once, whoever comes first, from whatever
 * thread; all that concerns the connection happens on its event loop.
 */
final class Call {

    /** What is granted to a client that takes its response: beyond it, the connection is closed. */
    private static final int SLOWEST_BYTES_PER_MS = 64;

    private static final int LINGER_MS = 1000;
    private static final int GONE = 499;
    private static final String OPENAI = "/v1/embeddings";

    private final HttpServerRequest request;
    private final Context context;
    private final long readTimeoutMillis;
    private final Consumer<Call> whenOver;
    private final ErrorBody errors;
    private final long start = System.nanoTime();
    private boolean over;
    private boolean heard;
    private @Nullable Runnable whenGone;
    private volatile CallFacts facts = CallFacts.NONE;

    /**
     * A request whose head has come.
     *
     * @param context its event loop's
     * @param whenOver is told once, when there is a response or nobody waits for one
     */
    Call(
            HttpServerRequest request,
            Context context,
            long readTimeoutMillis,
            Consumer<Call> whenOver) {
        this.request = request;
        this.context = context;
        this.readTimeoutMillis = readTimeoutMillis;
        this.whenOver = whenOver;
        errors = errors(request.path());
        request.response().closeHandler(closed -> gone());
    }

    private static ErrorBody errors(@Nullable String path) {
        boolean openAi = path != null && path.endsWith(OPENAI);
        return ErrorBody.of(openAi ? OPENAI : Objects.requireNonNullElse(path, ""));
    }

    HttpServerRequest request() {
        return request;
    }

    Context context() {
        return context;
    }

    /** Since the head came. */
    long nanos() {
        return System.nanoTime() - start;
    }

    CallFacts facts() {
        return facts;
    }

    /** Notes something for the access log. */
    void note(CallFacts more) {
        facts = more;
    }

    /** Whether there is nobody who waits for a response. */
    boolean isOver() {
        return over;
    }

    /** What is to be done when the client goes away, now or later. */
    void whenGone(Runnable action) {
        context.runOnContext(
                now -> {
                    if (over) {
                        action.run();
                    } else {
                        whenGone = action;
                    }
                });
    }

    /** Answers that there is no result. */
    void refuse(Refusal refusal) {
        reply(refused(refusal), false);
    }

    /** Answers that there is no result, and takes no further request from this connection. */
    void refuseAndClose(Refusal refusal) {
        reply(refused(refusal), true);
    }

    private Reply refused(Refusal refusal) {
        Reply reply = Reply.refusal(errors, refusal);
        return refusal.retryAfterSeconds().isPresent()
                ? reply.with("retry-after", String.valueOf(refusal.retryAfterSeconds().getAsInt()))
                : reply;
    }

    /** Answers. */
    void reply(Reply reply) {
        reply(reply, false);
    }

    private void reply(Reply reply, boolean close) {
        context.runOnContext(
                now -> {
                    if (!over && !request.response().ended()) {
                        write(reply, close);
                    }
                });
    }

    private void write(Reply reply, boolean close) {
        HttpServerResponse response = request.response();
        response.setStatusCode(reply.status());
        if (!reply.contentType().isEmpty()) {
            response.putHeader("content-type", reply.contentType());
            response.putHeader("content-length", String.valueOf(reply.body().length()));
        }
        response.putHeader("x-content-type-options", "nosniff");
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            response.putHeader(header.getKey(), header.getValue());
        }
        note(facts.answered(reply.status(), reply.body().length()));
        boolean unread = !request.isEnded();
        boolean last = close || unread;
        if (last && !isHttp2()) {
            response.putHeader("connection", "close");
        }
        if (!unread || isHttp2()) {
            whenTaken(response.end(reply.body()), reply, last);
        } else {
            linger(response, reply.body());
        }
    }

    /** Ends when the client has the response; who does not take it is cut off. */
    private void whenTaken(io.vertx.core.Future<Void> written, Reply reply, boolean last) {
        long patience = readTimeoutMillis + reply.body().length() / SLOWEST_BYTES_PER_MS;
        ConnectionGuard guard = ConnectionGuard.of(request.connection());
        long timer = context.owner().setTimer(patience, late -> guard.cut());
        written.onComplete(
                done -> {
                    context.owner().cancelTimer(timer);
                    end();
                    if (last && !isHttp2()) {
                        request.connection().close();
                    } else if (last) {
                        discard(LINGER_MS, () -> request.response().reset(0));
                    }
                });
    }

    /**
     * Who closes a connection with unread bytes resets it, and the client may lose the response over
     * that. So the rest is read first, and thrown away.
     */
    private void linger(HttpServerResponse response, Buffer body) {
        response.write(body);
        discard(
                readTimeoutMillis,
                () -> {
                    if (!response.ended() && !over) {
                        response.end();
                        end();
                    }
                    request.connection().close();
                });
    }

    /** Throws away what still comes until it ends, stops for a moment, or comes for too long. */
    private void discard(long longestMillis, Runnable then) {
        if (request.isEnded()) {
            then.run();
            return;
        }
        long start = nanos();
        long timer =
                context.owner()
                        .setPeriodic(
                                LINGER_MS,
                                id -> {
                                    long millis = (nanos() - start) / 1_000_000;
                                    if (!heard || millis >= longestMillis) {
                                        context.owner().cancelTimer(id);
                                        then.run();
                                    }
                                    heard = false;
                                });
        request.handler(bytes -> heard = true);
        request.endHandler(
                end -> {
                    context.owner().cancelTimer(timer);
                    then.run();
                });
        request.resume();
    }

    private boolean isHttp2() {
        return request.version() == HttpVersion.HTTP_2;
    }

    private void gone() {
        if (over) {
            return;
        }
        if (facts.status() == 0) {
            note(facts.answered(GONE, 0));
        }
        end();
        Runnable action = whenGone;
        if (action != null) {
            action.run();
        }
    }

    private void end() {
        if (!over) {
            over = true;
            whenOver.accept(this);
        }
    }
}
