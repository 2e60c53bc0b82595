package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** What is chosen in which JVM, and what is said about the rest. */
final class BackendsTest {

    @Test
    void aJvmWithVectorsTakesThemAndNoBackendVanishes() {
        JvmBackends.assumeWidthExists();
        String vector = "vector-" + JvmBackends.BITS;
        assertThat(JvmBackends.names()).containsExactly(vector, "scalar");
        Backends.Choice choice = Backends.best(Threads.callerOnly());
        assertThat(choice.backend().name()).isEqualTo(vector);
        assertThat(choice.refusals())
                .extracting(Offer.Refused::backend)
                .containsExactlyElementsOf(widerThan(JvmBackends.BITS));
    }

    private static List<String> widerThan(int bits) {
        return Stream.of(512, 256, 128).filter(b -> b > bits).map(b -> "vector-" + b).toList();
    }

    @Test
    void scalarCanAlwaysBeHad() {
        assertThat(JvmBackends.names()).last().isEqualTo("scalar");
        Backends.Choice choice = Backends.named("scalar", Threads.callerOnly());
        assertThat(choice.backend().name()).isEqualTo("scalar");
        assertThat(choice.refusals()).isEmpty();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backends.named("nonsense", Threads.callerOnly()))
                .withMessage(
                        "there is no backend 'nonsense';"
                                + " choose one of vector-512, vector-256, vector-128, scalar,"
                                + " opencl, auto-gpu");
    }

    @Test
    void anotherWidthIsRefusedWithTheWayToIt() {
        JvmBackends.assumeWidthExists();
        for (int bits : new int[] {128, 256}) {
            if (bits < JvmBackends.BITS) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Backends.named("vector-" + bits, Threads.callerOnly()))
                        .withMessage(
                                "vector-%d: the width is fixed when the JVM starts, here to %d bits;"
                                                .formatted(bits, JvmBackends.BITS)
                                        + " start with -Ddistil4j.vector.bits="
                                        + bits);
            }
        }
    }

    @Test
    void withoutTheVectorModuleScalarIsTakenAndTheCureNamed() {
        String refusal =
                "vector: the module jdk.incubator.vector is not in this JVM;"
                        + " start with --add-modules jdk.incubator.vector";
        assertThat(ForkedJvm.run(List.of(), ChosenBackend.class, "vector-256", "scalar"))
                .containsExactly("scalar", refusal, refusal, "scalar");
    }

    @Test
    void withoutJoclEveryDeviceIsRefusedAndAutoGpuTakesTheCpu() {
        String refusal = "opencl: JOCL is not on the class path; add org.jocl:jocl to it";
        assertThat(ForkedJvm.run(List.of(), ChosenBackend.class, "opencl", "opencl:1", "auto-gpu"))
                .endsWith(refusal, refusal, "scalar");
    }

    @Test
    void theCpuInsteadOfAGpuIsAShortfallInOneLineAndTheRefusalsKeepTheLog() {
        Backends.Choice cpu = Backends.named("scalar", Threads.callerOnly());
        assertThat(cpu.shortfall()).isEmpty();
        Offer.Refused first = new Offer.Refused("opencl:1", "it fails\nline 1: error", "update it");
        Offer.Refused second = new Offer.Refused("opencl:0", "it is old", "");
        Backends.Choice choice = cpu.insteadOfGpu(List.of(first, second));
        assertThat(choice.backend()).isSameAs(cpu.backend());
        assertThat(choice.refusals()).containsExactly(first, second);
        assertThat(choice.shortfall())
                .contains(
                        "no GPU can be used (opencl:1: it fails; update it; opencl:0: it is old)");
    }

    @Test
    void aWidthThatNoVectorHasIsRefused() {
        assertThat(choiceWith("-Ddistil4j.vector.bits=7"))
                .containsExactly(
                        "scalar",
                        "vector: -Ddistil4j.vector.bits=7 is no width of a vector;"
                                + " set it to one of [512, 256, 128]");
    }

    @Test
    void aJvmWithoutTheOptimisingCompilerTakesScalar() {
        String refusal =
                "vector: the optimising compiler is off, and vectors are slow without it;"
                        + " start without -Xint, -XX:-UseCompiler and -XX:TieredStopAtLevel";
        assertThat(choiceWith("-XX:TieredStopAtLevel=1")).containsExactly("scalar", refusal);
        assertThat(choiceWith("-Xint")).containsExactly("scalar", refusal);
    }

    private static List<String> choiceWith(String flag) {
        return ForkedJvm.run(List.of(ForkedJvm.VECTOR_MODULE, flag), ChosenBackend.class);
    }
}
