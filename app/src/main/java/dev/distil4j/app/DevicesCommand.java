package dev.distil4j.app;

import dev.distil4j.app.console.Streams;
import dev.distil4j.app.device.DeviceJson;
import dev.distil4j.app.device.DeviceTable;
import dev.distil4j.kernels.Devices;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code distil devices}. */
@Command(
        name = "devices",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "List the devices that OpenCL finds here, and say which can be used.",
        footer = {
            "",
            "--backend opencl takes the best of them, --backend opencl:1 the one of that number,",
            "and --backend auto-gpu a GPU if one can be used, else the CPU without OpenCL.",
            "",
            "Examples:",
            "  distil devices",
            "  distil devices --json",
            "  distil info --backend opencl:0"
        })
final class DevicesCommand implements Runnable {

    private final Streams streams;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    DevicesCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        Devices devices = Devices.find();
        streams.out().write(json ? new DeviceJson().of(devices) : new DeviceTable().of(devices));
    }
}
