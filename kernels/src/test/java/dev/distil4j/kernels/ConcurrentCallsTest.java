package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many threads share one backend, its scratch memory and its helpers. */
@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
@Timeout(120)
final class ConcurrentCallsTest {

    private static final int CALLERS = 8;
    private static final int CALLS = 100;

    private final String backend;

    ConcurrentCallsTest(String backend) {
        this.backend = backend;
    }

    @Test
    void callsAtOnceGetTheBitsOfACallAlone() throws Exception {
        try (TinyLayer layer = new TinyLayer(JvmBackends.open(backend, JvmBackends.THREE));
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<TokenBatch> batches = new ArrayList<>();
            List<int[]> alone = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                TokenBatch batch = TinyLayer.batch(1 + 3 * i, 40 - 5 * i, 2);
                batches.add(batch);
                alone.add(Bits.of(layer.forward(batch)));
            }
            List<Future<?>> done = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller;
                done.add(
                        callers.submit(
                                () -> {
                                    for (int call = 0; call < CALLS; call++) {
                                        int which = (first + call) % CALLERS;
                                        assertThat(Bits.of(layer.forward(batches.get(which))))
                                                .isEqualTo(alone.get(which));
                                    }
                                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
    }
}
