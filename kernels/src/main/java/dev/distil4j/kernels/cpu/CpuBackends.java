package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Offer;
import dev.distil4j.kernels.Threads;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The CPU's backends and what may speak against each: a straight list of refusals. */
public final class CpuBackends {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final String VECTOR_BACKEND = "dev.distil4j.kernels.cpu.VectorBackend";
    private static final List<Integer> WIDTHS = List.of(512, 256, 128);

    private CpuBackends() {}

    /** Vectors from wide to narrow, then scalar, which nothing speaks against. */
    public static List<Offer> offers() {
        List<Offer> offers = new ArrayList<>();
        Optional<Offer> refusal = refuseVectors();
        if (refusal.isPresent()) {
            offers.add(refusal.get());
        } else {
            WIDTHS.forEach(bits -> offers.add(vector(bits)));
        }
        offers.add(new Offer.Available(ScalarBackend.NAME, ScalarBackend::new));
        return offers;
    }

    /** Why vectors of no width are used, if so. */
    private static Optional<Offer> refuseVectors() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
            return refuse(
                    "the module " + VECTOR_MODULE + " is not in this JVM",
                    "start with --add-modules " + VECTOR_MODULE);
        }
        if (!System.getProperty("java.vm.name", "").contains("HotSpot")
                && !System.getProperty("java.vm.name", "").contains("OpenJDK")) {
            return refuse(
                    "this JVM (%s) is not HotSpot and may compute vectors element by element"
                            .formatted(System.getProperty("java.vm.name")),
                    "start with a HotSpot JDK 25");
        }
        if (!optimizes()) {
            return refuse(
                    "the optimising compiler is off, and vectors are slow without it",
                    "start without -Xint, -XX:-UseCompiler and -XX:TieredStopAtLevel");
        }
        String bits = System.getProperty(Lanes.PROPERTY);
        if (bits != null && WIDTHS.stream().map(String::valueOf).noneMatch(bits::equals)) {
            return refuse(
                    "-D%s=%s is no width of a vector".formatted(Lanes.PROPERTY, bits),
                    "set it to one of " + WIDTHS);
        }
        return Optional.empty();
    }

    private static Optional<Offer> refuse(String reason, String cure) {
        return Optional.of(new Offer.Refused("vector", reason, cure));
    }

    /** Whether hot loops reach the second compiler. */
    private static boolean optimizes() {
        if (System.getProperty("java.vm.info", "").contains("interpreted mode")) {
            return false;
        }
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:TieredStopAtLevel="))
                .allMatch(argument -> argument.endsWith("=4"));
    }

    private static Offer vector(int bits) {
        String name = "vector-" + bits;
        int preferred = Lanes.preferredBits();
        int chosen = Integer.getInteger(Lanes.PROPERTY, preferred);
        if (bits > preferred) {
            return refused(name, "this CPU prefers vectors of %d bits".formatted(preferred), "");
        }
        if (bits != chosen) {
            return refused(
                    name,
                    "the width is fixed when the JVM starts, here to %d bits".formatted(chosen),
                    "start with -D%s=%d".formatted(Lanes.PROPERTY, bits));
        }
        return new Offer.Available(name, CpuBackends::vectorBackend);
    }

    private static Offer refused(String name, String reason, String cure) {
        return new Offer.Refused(name, reason, cure);
    }

    /** By name, so that this class loads where the vector module is missing. */
    private static Backend vectorBackend(Threads threads) {
        try {
            return Class.forName(VECTOR_BACKEND)
                    .asSubclass(Backend.class)
                    .getConstructor(Threads.class)
                    .newInstance(threads);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the vector backend does not start", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector backend is not on the class path", e);
        }
    }
}
