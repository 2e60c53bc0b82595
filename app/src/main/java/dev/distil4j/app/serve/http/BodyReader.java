package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.ServerOptions;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Reads bodies of JSON within limits: each has its size and its time, and all together a size. */
final class BodyReader {

    /** The part of the heap that bodies may fill; a tree of one takes several times its bytes. */
    private static final int HEAP_SHARE = 16;

    private final ServerOptions.Limits limits;
    private final AtomicLong held = new AtomicLong();
    private final long most = Runtime.getRuntime().maxMemory() / HEAP_SHARE;

    BodyReader(ServerOptions.Limits limits) {
        this.limits = limits;
    }

    /**
     * Reads the body of a call; refuses the call if it breaks a limit.
     *
     * @param then takes the bytes, on the event loop, and {@linkplain #release releases} them
     * @throws Refusal if its head already says that it is no body to be read
     */
    void read(Call call, Consumer<Buffer> then) {
        HttpServerRequest request = call.request();
        checkType(request);
        checkLength(request.getHeader("content-length"));
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        new Reading(call, then).start();
    }

    /** Bytes of a body that are not needed any more. */
    void release(int bytes) {
        held.addAndGet(-bytes);
    }

    private static void checkType(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        // The clients of the Open Inference Protocol say of JSON nothing at all.
        boolean untyped = type == null && request.path().startsWith("/v2/");
        if (!untyped && (type == null || !isJson(type.toLowerCase(Locale.ROOT).replace(" ", "")))) {
            throw new Refusal(
                    ErrorType.UNSUPPORTED_MEDIA_TYPE,
                    "the body is of type '%s'; send JSON in UTF-8 with Content-Type: application/json"
                            .formatted(type == null ? "" : type));
        }
        String encoding = request.getHeader("content-encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(
                    ErrorType.UNSUPPORTED_MEDIA_TYPE,
                    "the body has the encoding '%s'; send it as it is".formatted(encoding));
        }
    }

    private static boolean isJson(String type) {
        return type.equals("application/json")
                || type.equals("application/json;charset=utf-8")
                || type.equals("application/json;charset=\"utf-8\"");
    }

    /** A length that is no number is no HTTP, and comes no further than that. */
    private void checkLength(@Nullable String length) {
        if (length != null && Long.parseLong(length) > limits.maxBodyBytes()) {
            throw tooLarge();
        }
    }

    private Refusal tooLarge() {
        return new Refusal(
                ErrorType.PAYLOAD_TOO_LARGE,
                "the body has more than %,d bytes; send fewer texts at once"
                        .formatted(limits.maxBodyBytes()));
    }

    /** One body while it comes; belongs to the event loop of its connection. */
    private final class Reading {

        private final Call call;
        private final Consumer<Buffer> then;
        private final Buffer body = Buffer.buffer();
        private long timer;
        private boolean over;

        Reading(Call call, Consumer<Buffer> then) {
            this.call = call;
            this.then = then;
        }

        void start() {
            long time = limits.readTimeout().toMillis();
            timer = call.context().owner().setTimer(time, late -> tooSlow(time));
            call.whenGone(this::giveUp);
            HttpServerRequest request = call.request();
            request.handler(this::take);
            request.endHandler(end -> complete());
        }

        private void take(Buffer bytes) {
            if (over) {
                return;
            }
            body.appendBuffer(bytes);
            long together = held.addAndGet(bytes.length());
            if (body.length() > limits.maxBodyBytes()) {
                giveUp();
                call.refuseAndClose(tooLarge());
            } else if (together > most) {
                giveUp();
                call.refuseAndClose(
                        Refusal.overloaded(
                                "the bodies of all requests together are too large; try again"
                                        + " later",
                                1));
            }
        }

        private void tooSlow(long millis) {
            if (!over) {
                giveUp();
                call.refuseAndClose(
                        new Refusal(
                                ErrorType.REQUEST_TIMEOUT,
                                "the body took longer than %,d ms; send it faster, or less"
                                        .formatted(millis)));
            }
        }

        private void giveUp() {
            if (finish()) {
                release(body.length());
            }
        }

        private void complete() {
            if (finish()) {
                then.accept(body);
            }
        }

        private boolean finish() {
            boolean first = !over;
            over = true;
            call.context().owner().cancelTimer(timer);
            return first;
        }
    }
}
