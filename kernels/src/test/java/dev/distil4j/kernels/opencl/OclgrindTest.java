package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** No kernel touches what is not its own, and none depends on the order of its work-items. */
@Tag("opencl")
final class OclgrindTest {

    @TempDir private Path scratch;

    private static final Pattern KERNEL = Pattern.compile("\\bkernel void (\\w+)\\(");

    /** The names of all kernels that the library has. */
    private static Set<String> kernels() throws Exception {
        Path sources = Path.of(Program.class.getResource("linear.cl").toURI()).getParent();
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(sources, "*.cl")) {
            for (Path file : files) {
                String text = Files.readString(file);
                KERNEL.matcher(text).results().forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource({"out_of_bounds.cl, Invalid write of size 4", "race.cl, data race at local memory"})
    void theSimulatorFindsWhatIsWrong(String kernel, String finding) throws Exception {
        assertThat(Oclgrind.run(scratch, SampleKernel.class, kernel).findings()).contains(finding);
    }

    @Test
    void theSimulatorIsSilentWhereNothingIsWrong() throws Exception {
        Oclgrind.Report report = Oclgrind.run(scratch, SampleKernel.class, "sound.cl");
        assertThat(report.output()).contains("Oclgrind Simulator");
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void everyKernelIsSoundInSizesThatNoTileDivides() throws Exception {
        Set<String> ran = new TreeSet<>();
        for (OddLayers.Products products : OddLayers.Products.values()) {
            Oclgrind.Report report = Oclgrind.run(scratch, OddLayers.class, products.name());
            assertThat(report.findings()).as(products.name()).isEmpty();
            assertThat(report.numbers(OddLayers.OFF_BY))
                    .as(products.name())
                    .hasSize(OddLayers.RESULTS)
                    .allSatisfy(off -> assertThat(off).isLessThan(products.bound()));
            ran.addAll(report.kernels());
        }
        assertThat(ran).isEqualTo(kernels());
    }
}
