package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.ForkedJvm;

import org.jocl.CL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A machine that lacks something of OpenCL says what, in a sentence, and computes on its CPU. */
final class NoOpenClTest {

    @TempDir private Path folder;

    /** What is said of opencl, and that auto-gpu takes the CPU for that reason. */
    private static void assertRefused(ForkedJvm jvm, String refusal) {
        assertThat(jvm.run(DeviceRefusals.class))
                .containsExactly("opencl: " + refusal, "auto-gpu takes scalar: " + refusal);
    }

    private static ForkedJvm jvm(Map<String, String> environment) {
        return new ForkedJvm(
                List.of("--enable-native-access=ALL-UNNAMED"), List.of(CL.class), environment);
    }

    @Test
    void withoutJocl() {
        assertRefused(
                new ForkedJvm(List.of(), List.of(), Map.of()),
                "opencl: JOCL is not on the class path; add org.jocl:jocl to it");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where LD_LIBRARY_PATH is
    void withoutALoader() throws IOException {
        for (String name : List.of("libOpenCL.so", "libOpenCL.so.1")) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(jvm(Map.of("LD_LIBRARY_PATH", folder.toString())).run(DeviceRefusals.class))
                .contains(
                        "opencl: opencl: there is no OpenCL library here; install an OpenCL loader,"
                                + " such as Debian's ocl-icd-libopencl1, and the driver of your"
                                + " device");
    }

    @Test
    @Tag("opencl")
    void withoutADriver() {
        assertRefused(
                jvm(Map.of("OCL_ICD_VENDORS", folder.toString())),
                "opencl: the OpenCL loader finds no driver; install the one of your device;"
                        + " Debian's pocl-opencl-icd makes one of the CPU");
    }

    @Test
    @Tag("opencl")
    void withADriverThatIsNotThere() throws IOException {
        Files.writeString(folder.resolve("gone.icd"), folder.resolve("libgone.so") + "\n");
        assertRefused(
                jvm(Map.of("OCL_ICD_VENDORS", folder.toString())),
                "opencl: the OpenCL loader finds no driver; install the one of your device;"
                        + " Debian's pocl-opencl-icd makes one of the CPU");
    }

    @Test
    @Tag("opencl")
    void withACompilerThatRefusesTheKernels() {
        List<String> output =
                jvm(Map.of(
                                "POCL_EXTRA_BUILD_FLAGS",
                                "-Dbarrier=nothing_of_that_name",
                                "POCL_CACHE_DIR",
                                folder.toString()))
                        .run(DeviceRefusals.class);
        assertThat(output.getFirst())
                .startsWith("opencl: opencl:0: the compiler of ")
                .contains(" refuses ")
                .endsWith("; choose another backend");
        assertThat(output.get(1)).startsWith("Error");
        assertThat(String.join("\n", output)).contains("nothing_of_that_name");
    }
}
