package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Compiled or interpreted, for the first or the thousandth time: the same bits. */
final class ColdAndWarmTest {

    private static final int WARM_UP = 400;

    private static final List<String> warm = new ArrayList<>();

    @BeforeAll
    static void warmUp() {
        for (String name : JvmBackends.names().toList()) {
            try (TinyLayer layer = new TinyLayer(JvmBackends.open(name, Threads.callerOnly()))) {
                String first = FirstCall.hash(layer);
                for (int i = 0; i < WARM_UP; i++) {
                    assertThat(FirstCall.hash(layer)).as("call %d of %s", i, name).isEqualTo(first);
                }
                warm.add(name + " " + first);
            }
        }
    }

    @Test
    void theFirstCallOfAJvmHasTheBitsOfAWarmOne() {
        assertThat(firstCall()).isEqualTo(warm);
    }

    @Test
    void interpretedCodeHasTheBitsOfCompiledCode() {
        assertThat(firstCall("-Xint")).isEqualTo(warm);
    }

    private static List<String> firstCall(String... flags) {
        List<String> arguments =
                new ArrayList<>(List.of(ForkedJvm.VECTOR_MODULE, ForkedJvm.VECTOR_BITS));
        arguments.addAll(List.of(flags));
        return ForkedJvm.run(
                arguments, FirstCall.class, JvmBackends.names().toArray(String[]::new));
    }
}
