package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.ModelInfo;
import dev.distil4j.app.bench.Report;
import dev.distil4j.kernels.Precision;

import org.junit.jupiter.api.Test;

import java.util.List;

class InfoCommandTest {

    @Test
    void saysWhatTheModelIsAndWhatItRunsOn() {
        assertThat(Run.distil("info", "--backend=scalar", "--threads=1").out())
                .matches(
                        """
                        model         sst2-small \\(embedded\\)
                        architecture  DistilBertForSequenceClassification
                        parameters    4,341,314
                        labels        NEGATIVE, POSITIVE
                        longest text  512 tokens
                        precision     f32
                        weights       16 MB in memory
                        backend       scalar
                        device        CPU
                        kernels       plain loops
                        threads       1
                        java          25.*
                        heap          [\\d,]+ MB at most
                        """);
    }

    @Test
    void weightsOfSixteenBitsTakeHalfTheMemory() {
        for (String type : new String[] {"f16", "bf16"}) {
            assertThat(Run.distil("info", "--precision", type).out())
                    .contains("precision     " + type + "\nweights       8 MB in memory\n");
        }
    }

    @Test
    void theLogInARefusalStaysInItsColumn() {
        ModelInfo info =
                new ModelInfo(
                        "my-model",
                        "DistilBertModel",
                        1,
                        Precision.F32,
                        1,
                        512,
                        List.of(),
                        "scalar",
                        "CPU",
                        "plain loops",
                        1,
                        List.of("opencl:0: it fails\nline 1: error"));
        assertThat(InfoCommand.table(info))
                .contains("\n              not opencl:0: it fails\n              line 1: error\n");
        assertThat(new Report(info, List.of()).table())
                .contains("\n            not opencl:0: it fails\n            line 1: error\n");
    }

    @Test
    void jsonHasTheSame() {
        assertThat(Run.distil("info", "--backend=scalar", "--threads=1", "--json").out())
                .startsWith(
                        "{\"model\":\"sst2-small (embedded)\","
                                + "\"architecture\":\"DistilBertForSequenceClassification\","
                                + "\"parameters\":4341314,\"labels\":[\"NEGATIVE\",\"POSITIVE\"],"
                                + "\"max_tokens\":512,\"precision\":\"f32\",")
                .contains(
                        "\"backend\":\"scalar\",\"device\":\"CPU\",\"kernels\":\"plain loops\","
                                + "\"refusals\":[],\"threads\":1,\"java\":\"25");
    }
}
