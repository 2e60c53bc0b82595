package dev.distil4j.app;

import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Devices;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TuningResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.Locale;

/** {@code distil tune}. */
@Command(
        name = "tune",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Find the fastest way for a device to multiply, and keep it for later runs.",
        footer = {
            "",
            "The products are those of distilbert-base in float32 and, where there are tensor"
                    + " cores,",
            "in float16. What is found goes to a file of this device and driver in the user's"
                    + " cache",
            "folder; delete the file to undo it. Results have the same bits before and after.",
            "",
            "Examples:",
            "  distil tune",
            "  distil tune --backend opencl:1"
        })
final class TuneCommand implements Runnable {

    private final Streams streams;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "Tune this device; without it, the one that opencl takes.")
    private String backend = "opencl";

    TuneCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        Device device = device();
        streams.tell("tuning %s".formatted(device.name()));
        try {
            TuningResult result = Devices.tune(device, streams::tell);
            streams.out().write(table(result));
        } catch (IOException e) {
            throw new Failure(ExitCode.OUTPUT, "the tuning can't be written: " + e.getMessage(), e);
        }
    }

    /** The one of that name, if it can be used. */
    private Device device() {
        if (!backend.startsWith("opencl")) {
            throw Failure.usage("--backend needs opencl or opencl:N here, not " + backend);
        }
        try (Backend usable = Backends.named(backend, Threads.callerOnly()).backend()) {
            return Devices.find().list().stream()
                    .filter(device -> device.backend().equals(usable.name()))
                    .findFirst()
                    .orElseThrow();
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static String table(TuningResult result) {
        StringBuilder table = new StringBuilder();
        table.append(
                "inputs -> outputs    rows  precision  fastest tiles                      time\n");
        for (TuningResult.Product product : result.products()) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%-17s  %,6d  %-9s  %-26s  %,10.3f ms  %,10.1f GFLOP/s%n",
                            "%d -> %d".formatted(product.in(), product.out()),
                            product.rows(),
                            product.precision().optionName(),
                            product.tiles(),
                            product.nanos() * 1e-6,
                            product.gflops()));
        }
        return table.append("kept in ").append(result.file()).append('\n').toString();
    }
}
