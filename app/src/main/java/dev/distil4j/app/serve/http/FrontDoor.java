package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.http.Route.Computed;
import dev.distil4j.app.serve.http.Route.OfBody;
import dev.distil4j.app.serve.http.Route.Page;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets requests in, one question after the other: where to, by whom, with what. */
final class FrontDoor {

    private static final System.Logger LOGGER = System.getLogger(FrontDoor.class.getPackageName());

    private final ServerParts parts;

    FrontDoor(ServerParts parts) {
        this.parts = parts;
    }

    /** Takes a request, on its event loop. */
    void enter(HttpServerRequest request, Context context) {
        Call call = begin(request, context);
        if (request.version() == null) {
            call.refuseAndClose(
                    new Refusal(
                            ErrorType.BAD_REQUEST,
                            "the request is of no version that is spoken here; speak HTTP/1.1 or"
                                    + " HTTP/2"));
            return;
        }
        guarded(call, () -> serve(call));
    }

    /** Refuses what is no HTTP. */
    void refuse(HttpServerRequest request, Context context) {
        Refusal refusal =
                switch (request.decoderResult().cause()) {
                    case TooLongHttpLineException line ->
                            new Refusal(
                                    ErrorType.URI_TOO_LONG,
                                    "the first line has more than %,d bytes; send texts in the body"
                                            .formatted(Listener.MAX_LINE));
                    case TooLongHttpHeaderException headers ->
                            new Refusal(
                                    ErrorType.HEADERS_TOO_LARGE,
                                    "the headers have more than %,d bytes; send fewer"
                                            .formatted(Listener.MAX_HEADERS));
                    case null, default ->
                            new Refusal(ErrorType.BAD_REQUEST, "the request is no HTTP");
                };
        begin(request, context).refuseAndClose(refusal);
    }

    private Call begin(HttpServerRequest request, Context context) {
        ConnectionGuard guard = ConnectionGuard.of(request.connection());
        guard.begins(request.connection(), request.version() == HttpVersion.HTTP_2);
        parts.life().begins();
        return new Call(
                request,
                context,
                parts.options().limits().readTimeout().toMillis(),
                call -> {
                    guard.ends();
                    parts.life().ends();
                    parts.log().write(call);
                    CallFacts facts = call.facts();
                    parts.metrics().responded(facts.route(), facts.status());
                });
    }

    private void serve(Call call) {
        HttpServerRequest request = call.request();
        parts.origins().allow(request);
        if (request.method().equals(HttpMethod.OPTIONS)) {
            call.reply(parts.origins().preflight(request, parts.routes().methods(request.path())));
            return;
        }
        RouteTable.Match match = find(request);
        call.note(call.facts().at(match.route()));
        switch (match.route().action()) {
            case Page page -> call.reply(page.answer(request, match.model()));
            case Computed computed ->
                    replyLater(call, () -> computed.page().answer(request, match.model()));
            case OfBody action -> admit(call, match.model(), action);
        }
    }

    private RouteTable.Match find(HttpServerRequest request) {
        try {
            return parts.routes().find(request.method(), request.path());
        } catch (Refusal refusal) {
            String methods = parts.routes().methods(request.path());
            if (methods != null) {
                request.response().putHeader("allow", methods);
            }
            throw refusal;
        }
    }

    private void admit(Call call, String model, OfBody action) {
        if (parts.life().state() == Life.State.ENDING) {
            call.refuseAndClose(
                    new Refusal(
                            ErrorType.UNHEALTHY, "the server ends; send the request elsewhere"));
            return;
        }
        ApiKey key = parts.key();
        if (key != null && !key.admits(call.request().getHeader("authorization"))) {
            call.request().response().putHeader("www-authenticate", "Bearer");
            throw new Refusal(
                    ErrorType.UNAUTHORIZED,
                    "the key is missing or wrong; send Authorization: Bearer KEY");
        }
        Served served = parts.models().get(model);
        call.note(call.facts().asked(model));
        Consumer<Buffer> then = body -> replyLater(call, () -> answer(call, served, action, body));
        parts.bodies().read(call, then);
    }

    /** Replies from a thread of the call's own. */
    private void replyLater(Call call, Supplier<Reply> answer) {
        parts.threads().execute(() -> guarded(call, () -> call.reply(answer.get())));
    }

    /** Has released the body when it returns: who has its response may send as much again. */
    private Reply answer(Call call, Served served, OfBody action, Buffer body) {
        try {
            return action.answer(call, served, body.getBytes());
        } finally {
            parts.bodies().release(body.length());
        }
    }

    @SuppressWarnings("CatchThrowable") // whatever it is, the client wants an answer
    private static void guarded(Call call, Runnable step) {
        try {
            step.run();
        } catch (Refusal refusal) {
            call.refuse(refusal);
        } catch (CancellationException gone) {
            // Nobody waits for an answer.
        } catch (Throwable failure) {
            LOGGER.log(System.Logger.Level.ERROR, "a request failed", failure);
            call.refuse(
                    new Refusal(
                            ErrorType.BACKEND,
                            "the request failed in a way that was not foreseen; the server's log"
                                    + " has the reason",
                            failure));
        }
    }
}
