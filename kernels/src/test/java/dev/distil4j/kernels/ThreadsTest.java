package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThreadsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void fewerThanOneAreRefused(int count) {
        String message = "at least 1 thread is needed, not " + count;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Threads.own(count))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Threads(count, Runnable::run))
                .withMessage(message);
    }

    @Test
    void oneIsTheCaller() {
        assertThat(Threads.own(1).count()).isEqualTo(1);
        assertThat(Threads.callerOnly().count()).isEqualTo(1);
    }

    @Test
    void aBackendSaysHowManyItHas() {
        try (Backend backend = JvmBackends.open("scalar", JvmBackends.THREE)) {
            assertThat(backend.threads()).isEqualTo(3);
        }
    }
}
