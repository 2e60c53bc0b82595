package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said when JOCL does not start, by what it throws. */
final class JoclTest {

    @Test
    void aMissingLoaderIsNamedWithItsCure() {
        UnsatisfiedLinkError thrown =
                new UnsatisfiedLinkError(
                        "Could not initialize native OpenCL library. Implementation library could"
                                + " not be loaded");
        String refusal =
                "opencl: there is no OpenCL library here; install an OpenCL loader, such as"
                        + " Debian's ocl-icd-libopencl1, and the driver of your device";
        assertThat(Jocl.refusal(thrown)).hasToString(refusal);
        assertThat(Jocl.refusal(asThrownAgain(thrown))).hasToString(refusal);
    }

    /** As the JVM does for a class whose initialiser has failed before. */
    private static NoClassDefFoundError asThrownAgain(Error first) {
        NoClassDefFoundError again =
                new NoClassDefFoundError("Could not initialize class org.jocl.CL");
        again.initCause(
                new ExceptionInInitializerError("Exception " + first + " [in thread \"main\"]"));
        return again;
    }

    @Test
    void aPlatformThatJoclIsNotMadeForIsNamed() {
        assertThat(
                        Jocl.refusal(
                                new UnsatisfiedLinkError(
                                        "No resource found with name"
                                                + " '/lib/libJOCL_2_0_6-linux-riscv64.so'")))
                .hasToString(
                        "opencl: JOCL has no native library for %s on %s"
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.arch")));
    }

    @Test
    void aJvmThatForbidsNativeCodeIsNamedWithItsCure() {
        assertThat(
                        Jocl.refusal(
                                new UnsatisfiedLinkError(
                                        "java.lang.IllegalCallerException: Illegal native access")))
                .hasToString(
                        "opencl: this JVM allows no native libraries;"
                                + " start with --enable-native-access=ALL-UNNAMED");
    }

    @Test
    void aFolderThatLibrariesCannotBeLoadedFromIsNamed() {
        assertThat(
                        Jocl.refusal(
                                new UnsatisfiedLinkError(
                                        "libJOCL.so: failed to map segment from shared object")))
                .hasToString(
                        "opencl: JOCL's native library can't be loaded from %s;"
                                        .formatted(System.getProperty("java.io.tmpdir"))
                                + " let -Djava.io.tmpdir name a folder that allows it");
    }
}
