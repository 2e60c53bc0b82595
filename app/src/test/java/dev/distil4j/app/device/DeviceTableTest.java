package dev.distil4j.app.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Devices;
import dev.distil4j.kernels.Offer;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class DeviceTableTest {

    private static final Device CPU =
            new Device(
                    0,
                    "Abacus",
                    "Beads Inc.",
                    "Frame",
                    "1.5",
                    "OpenCL 3.0 Frame",
                    Device.Type.CPU,
                    new Device.Limits(2, 2596, 16L << 30, false, 4L << 30, 1 << 20, 4096),
                    Optional.empty());

    private static final Device OLD_GPU =
            new Device(
                    1,
                    "Loom",
                    "Weavers",
                    "Yarn",
                    "9",
                    "OpenCL 1.1",
                    Device.Type.GPU,
                    new Device.Limits(80, 1200, 2L << 30, true, 1L << 29, 48 << 10, 1024),
                    Optional.of(
                            new Offer.Refused(
                                    "opencl:1",
                                    "it speaks 'OpenCL 1.1', and 1.2 is needed",
                                    "install a newer driver")));

    private static final Devices BOTH = new Devices(List.of(CPU, OLD_GPU), Optional.empty());

    private static final Devices NONE =
            new Devices(
                    List.of(),
                    Optional.of(new Offer.Refused("opencl", "there is \"no\" library", "get one")));

    @Test
    void aParagraphForEachTellsItsLimitsAndWhyItIsRefused() {
        assertThat(new DeviceTable().of(BOTH))
                .isEqualTo(
                        """
                        opencl:0      Abacus
                        type          CPU of Beads Inc.
                        driver        1.5 of Frame, OpenCL 3.0 Frame
                        memory        17.2 GB shared with the processor, at most 4.3 GB in one piece
                        units         2 at up to 2,596 MHz
                        work-group    at most 4,096 items and 1,048,576 bytes of local memory
                        usable        yes, and what opencl takes

                        opencl:1      Loom
                        type          GPU of Weavers
                        driver        9 of Yarn, OpenCL 1.1
                        memory        2.1 GB of its own, at most 536.9 MB in one piece
                        units         80 at up to 1,200 MHz
                        work-group    at most 1,024 items and 49,152 bytes of local memory
                        usable        no: it speaks 'OpenCL 1.1', and 1.2 is needed; install a newer driver
                        """);
    }

    @Test
    void whereThereIsNoneTheReasonIsTold() {
        assertThat(new DeviceTable().of(NONE))
                .isEqualTo("opencl: there is \"no\" library; get one\n");
    }

    @Test
    void jsonHasTheSame() {
        assertThat(new DeviceJson().of(BOTH))
                .startsWith(
                        "{\"devices\":[{\"backend\":\"opencl:0\",\"name\":\"Abacus\","
                                + "\"vendor\":\"Beads Inc.\",\"platform\":\"Frame\","
                                + "\"driver\":\"1.5\",\"version\":\"OpenCL 3.0 Frame\","
                                + "\"type\":\"cpu\",\"compute_units\":2,\"megahertz\":2596,"
                                + "\"memory_bytes\":17179869184,\"own_memory\":false,"
                                + "\"max_allocation_bytes\":4294967296,"
                                + "\"local_memory_bytes\":1048576,\"max_work_group\":4096,"
                                + "\"refusal\":null},{\"backend\":\"opencl:1\"")
                .endsWith(
                        "\"refusal\":\"opencl:1: it speaks 'OpenCL 1.1', and 1.2 is needed;"
                                + " install a newer driver\"}],\"refusal\":null}\n");
        assertThat(new DeviceJson().of(NONE))
                .isEqualTo(
                        "{\"devices\":[],\"refusal\":\"opencl: there is \\\"no\\\" library; get"
                                + " one\"}\n");
    }
}
