package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LifeStatesTest {

    private final Life life = new Life();

    @Test
    void whatEndsIsNeverReady() throws Exception {
        life.end(Duration.ofMillis(1));
        life.ready();
        assertThat(life.state()).isEqualTo(Life.State.ENDING);
    }

    @Test
    void withoutRequestsItEndsAtOnce() throws Exception {
        assertThat(life.end(TestServer.HANGS)).isTrue();
    }

    @Test
    void requestsThatEndedBeforeAreNotThoseThatAreThere() throws Exception {
        life.begins();
        life.ends();
        life.begins();
        assertThat(life.end(Duration.ofMillis(1))).isFalse();
        life.ends();
        assertThat(life.end(TestServer.HANGS)).isTrue();
    }

    @Test
    void itEndsWithTheLastOfItsRequests() throws Exception {
        life.begins();
        life.begins();
        life.ending();
        life.ends();
        assertThat(life.end(Duration.ofMillis(1))).isFalse();
        life.ends();
        assertThat(life.end(TestServer.HANGS)).isTrue();
    }
}
