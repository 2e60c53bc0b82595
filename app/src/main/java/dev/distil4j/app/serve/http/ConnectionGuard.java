package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.ErrorBody;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Watches one connection below TLS and HTTP, where every byte passes: it is closed when it is silent
 * for too long, or when a request's head does not come to its end, however often there is a byte.
 *
 * <p>Belongs to the event loop of its connection.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

    /** Longer than the 60 seconds after which load balancers give up an idle connection. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(75);

    private final ConnectionLimit limit;
    private final Duration readTimeout;
    private @Nullable ChannelHandlerContext context;
    private @Nullable HttpConnection connection;
    private @Nullable Future<?> timer;
    private boolean idle;
    private boolean multiplexed;
    private int requests;

    ConnectionGuard(ConnectionLimit limit, Duration readTimeout) {
        this.limit = limit;
        this.readTimeout = readTimeout;
    }

    /** The one of a connection of this server. */
    static ConnectionGuard of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline().get(ConnectionGuard.class);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        startTimer(readTimeout);
        super.channelActive(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        // Frames of HTTP/2 come between requests, too.
        if (idle && !multiplexed) {
            idle = false;
            startTimer(readTimeout);
        }
        super.channelRead(ctx, bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        stopTimer();
        limit.closed();
        super.channelInactive(ctx);
    }

    /** The head of a request is complete. */
    void begins(HttpConnection owner, boolean http2) {
        connection = owner;
        multiplexed = http2;
        idle = false;
        requests++;
        stopTimer();
    }

    /** A request has its response, or will not get one. */
    void ends() {
        requests--;
        if (requests == 0) {
            idle = true;
            startTimer(KEEP_ALIVE);
        }
    }

    /** Closes the connection at once, whatever is still to be sent: else Vert.x waits for that. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of this connection
    void cut() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.close();
        }
    }

    private void startTimer(Duration time) {
        stopTimer();
        ChannelHandlerContext ctx = context;
        if (ctx != null && ctx.channel().isActive()) {
            timer = ctx.executor().schedule(this::expire, time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of this connection
    private void expire() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        // Passes TLS; there is one once the first byte of HTTP/1 has come.
        ChannelHandlerContext encoder = ctx.pipeline().context("httpEncoder");
        if (!idle && encoder != null) {
            encoder.writeAndFlush(tooSlow()).addListener(ChannelFutureListener.CLOSE);
        } else if (connection != null) {
            connection.close();
        } else {
            ctx.close();
        }
    }

    private ByteBuf tooSlow() {
        byte[] body =
                Json.error(
                        ErrorBody.LABELLED,
                        new Refusal(
                                ErrorType.REQUEST_TIMEOUT,
                                "the request's head took longer than %d ms; send it at once"
                                        .formatted(readTimeout.toMillis())));
        String head =
                "HTTP/1.1 408 Request Timeout\r\ncontent-type: application/json\r\n"
                        + "content-length: %d\r\nconnection: close\r\n\r\n".formatted(body.length);
        return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
    }
}
