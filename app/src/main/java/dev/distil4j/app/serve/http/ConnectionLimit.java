package dev.distil4j.app.serve.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.impl.transports.TransportInternal;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.transport.Transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts connections from the moment that they are accepted, and gives each a guard. Vert.x knows of
 * them only once they have sent something.
 */
@Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {

    private final AtomicInteger open = new AtomicInteger();
    private final int most;
    private final Duration readTimeout;

    /**
     * A limit for all event loops together.
     *
     * @param most connections that may be open at once; further ones are closed at once
     * @param readTimeout for the head of a request
     */
    ConnectionLimit(int most, Duration readTimeout) {
        this.most = most;
        this.readTimeout = readTimeout;
    }

    /** The transport whose connections are counted here. */
    Transport transport() {
        NioTransport counting =
                new NioTransport() {
                    @Override
                    public void configure(
                            TcpConfig config, boolean domainSocket, ServerBootstrap server) {
                        super.configure(config, domainSocket, server);
                        server.handler(ConnectionLimit.this);
                    }
                };
        return new TransportInternal("nio", true, null, counting);
    }

    /** How many connections are open. */
    int open() {
        return open.get();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) throws Exception {
        Channel connection = (Channel) accepted;
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            connection.unsafe().closeForcibly();
            return;
        }
        connection.pipeline().addLast(new ConnectionGuard(this, readTimeout));
        super.channelRead(ctx, accepted);
    }

    void closed() {
        open.decrementAndGet();
    }
}
