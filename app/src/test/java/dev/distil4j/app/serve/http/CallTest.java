package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** How a request gets its response, whatever its client and its handler do. */
final class CallTest {

    private static final Reply FIRST = Reply.json("\"first\"".getBytes(UTF_8));
    private static final Reply SECOND = Reply.json(201, "\"second\"".getBytes(UTF_8));
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final BlockingQueue<Call> over = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private HttpServer server;

    /** What the server tells Vert.x is heard once in all of a process. */
    @BeforeAll
    static void tellVertx() {
        TestServer.listening(TestServer.options(), "a").close();
    }

    @BeforeEach
    void start() {
        ConnectionLimit connections = new ConnectionLimit(10, TestServer.HANGS);
        vertx = Vertx.builder().withTransport(connections.transport()).build();
        vertx.exceptionHandler(failures::add);
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TestServer.HANGS.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** A server that does the same with each call; its port. */
    private int serve(Consumer<Call> handler) {
        return serve(UnaryOperator.identity(), TestServer.HANGS, handler);
    }

    /** A server whose calls see their event loop in a way of their own. */
    private int serve(UnaryOperator<Context> loop, Duration readTimeout, Consumer<Call> handler) {
        server =
                vertx.createHttpServer(new HttpServerOptions().setSendBufferSize(4096))
                        .requestHandler(
                                request ->
                                        handler.accept(
                                                new Call(
                                                        request,
                                                        loop.apply(Vertx.currentContext()),
                                                        readTimeout.toMillis(),
                                                        over::add)));
        return await(server.listen(0, "127.0.0.1")).actualPort();
    }

    /** An event loop whose ticking clocks never tick. */
    private Context timeless(Context loop) {
        Vertx timeless = overriding(Vertx.class, vertx, "setPeriodic", -1L);
        return overriding(Context.class, loop, "owner", timeless);
    }

    private static <T> T overriding(Class<T> type, T whole, String method, Object result) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, called, arguments) ->
                                called.getName().equals(method)
                                        ? result
                                        : called.invoke(whole, arguments)));
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout((int) TestServer.HANGS.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** The call that is over. */
    private Call over() throws InterruptedException {
        return over.poll(TestServer.HANGS.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits for what its event loop has to do already. */
    private static void settle(Call call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        call.context().runOnContext(done::complete);
        done.orTimeout(TestServer.HANGS.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static Refusal refusal() {
        return new Refusal(ErrorType.BAD_REQUEST, "no");
    }

    @Test
    void onlyTheFirstAnswerIsGiven() throws Exception {
        int port =
                serve(
                        call -> {
                            call.reply(FIRST);
                            call.reply(SECOND);
                        });
        try (Socket socket = connect(port)) {
            send(socket, GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            assertThat(TestServer.rest(socket))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("\r\n\r\n\"first\"");
        }
        Call call = over();
        settle(call);
        assertThat(call.facts().status()).isEqualTo(200);
        assertThat(over).isEmpty();
        assertThat(failures).isEmpty();
    }

    /** Whether it says so or just resets the connection. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoHasGoneIsNotAnswered(boolean orderly) throws Exception {
        CompletableFuture<Call> begun = new CompletableFuture<>();
        int port = serve(begun::complete);
        try (Socket socket = connect(port)) {
            socket.setSoLinger(!orderly, 0);
            send(socket, GET);
            begun.join();
        }
        Call call = over();
        call.reply(FIRST);
        settle(call);
        assertThat(call.facts().status()).isEqualTo(499);
        assertThat(over).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void theConnectionIsClosedByTheServerIfItIsToBe() throws Exception {
        int port = serve(call -> call.refuseAndClose(refusal()));
        try (Socket socket = connect(port)) {
            send(socket, GET);
            assertThat(TestServer.rest(socket))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\r\nconnection: close\r\n");
        }
    }

    @Test
    void whoDoesNotTakeItsResponseIsCutOff() throws Exception {
        // More than the buffers of both sides hold.
        Reply large = Reply.json(new byte[1 << 17]);
        int port = serve(UnaryOperator.identity(), Duration.ofMillis(1), call -> call.reply(large));
        try (Socket socket = connect(port)) {
            send(socket, GET);
            assertThat(over()).isNotNull();
        }
    }

    @Test
    void whatIsStillSentIsReadBeforeTheConnectionIsClosed() throws Exception {
        String body = "a".repeat(1 << 20);
        CompletableFuture<Call> refused = new CompletableFuture<>();
        int port =
                serve(
                        this::timeless,
                        TestServer.HANGS,
                        call -> {
                            call.refuse(refusal());
                            refused.complete(call);
                        });
        try (Socket socket = connect(port)) {
            send(
                    socket,
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
                            .formatted(body.length()));
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("\"BadRequest\"}")) {
                answer.append((char) socket.getInputStream().read());
            }
            assertThat(answer).contains("\r\ncontent-length: ");
            settle(refused.join());
            assertThat(over).isEmpty();
            send(socket, body);
            assertThat(TestServer.rest(socket)).isEmpty();
        }
        assertThat(over()).isSameAs(refused.join());
    }

    @Test
    void aStreamIsResetIfItsRequestIsNotRead() throws Exception {
        int port = serve(call -> call.refuse(refusal()));
        HttpClientOptions options =
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        HttpClient client = vertx.createHttpClient(options);
        try {
            HttpClientRequest request =
                    await(client.request(HttpMethod.POST, port, "127.0.0.1", "/"));
            request.exceptionHandler(end::complete);
            request.setChunked(true).write("the beginning");
            assertThat(await(request.response()).statusCode()).isEqualTo(400);
            assertThat(end.get(TestServer.HANGS.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            StreamResetException.class,
                            reset -> assertThat(reset.getCode()).isZero());
        } finally {
            await(client.close());
        }
    }
}
