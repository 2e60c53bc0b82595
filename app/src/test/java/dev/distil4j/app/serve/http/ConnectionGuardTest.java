package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a connection may be silent, in a time that passes when the test says so. */
final class ConnectionGuardTest {

    private static final Duration HEAD = Duration.ofSeconds(30);

    private final ConnectionGuard guard = new ConnectionGuard(new ConnectionLimit(1, HEAD), HEAD);
    private final EmbeddedChannel channel = new EmbeddedChannel(guard);

    @BeforeEach
    void stop() {
        channel.freezeTime();
        channel.pipeline().addLast("httpEncoder", new ChannelOutboundHandlerAdapter());
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private void receive() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'x'}));
    }

    /** What was sent before the connection was closed. */
    private String lastWords() {
        assertThat(channel.isOpen()).isFalse();
        ByteBuf sent = channel.readOutbound();
        return sent == null ? "" : sent.toString(UTF_8);
    }

    /** A head that is still being sent when its 30 seconds are over. */
    private void sendForTooLong() {
        receive();
        pass(29);
        receive();
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(lastWords()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void aHeadHasSoMuchTime() {
        sendForTooLong();
    }

    @Test
    void soDoesTheHeadOfTheNextRequest() {
        guard.begins(null, false);
        guard.ends();
        pass(60);
        sendForTooLong();
    }

    @Test
    void whileARequestIsComputedItsConnectionMayBeSilent() {
        guard.begins(null, false);
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void betweenRequestsItMayBeSilentForLongerThanLoadBalancersAre() {
        guard.begins(null, false);
        guard.ends();
        pass(74);
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(lastWords()).isEmpty();
    }

    @Test
    void framesBetweenRequestsAreNoHeads() {
        guard.begins(null, true);
        guard.ends();
        pass(40);
        receive();
        pass(34);
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(lastWords()).isEmpty();
    }

    @Test
    void aConnectionIsIdleWhenItsLastRequestHasEnded() {
        guard.begins(null, true);
        guard.begins(null, true);
        guard.ends();
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
        guard.ends();
        pass(76);
        assertThat(lastWords()).isEmpty();
    }
}
