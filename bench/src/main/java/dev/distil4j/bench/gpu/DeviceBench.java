package dev.distil4j.bench.gpu;

import dev.distil4j.bench.contest.Quartiles;
import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.program.Program;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Devices;
import dev.distil4j.kernels.KernelTime;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.TuningResult;
import dev.distil4j.kernels.opencl.OpenClBackends;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Times a classifier of the base shape, weights from a seed, from token ids in the host's memory to
 * logits there. Leaves what another engine needs to do the same: the checkpoint, the ids of each
 * workload, and the logits to be held against.
 */
@Command(
        name = "device-bench",
        mixinStandardHelpOptions = true,
        description = "Times a classifier of the base shape on a device.")
final class DeviceBench implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    /** The device that was measured, of those of OpenCL. */
    private String deviceName = "";

    @Option(names = "--run", required = true, description = "The folder for all that it writes.")
    private Path run = Path.of("");

    @Option(names = "--sentences", required = true, description = "SST-2 dev, ids line by line.")
    private Path sentences = Path.of("");

    @Option(names = "--backend", description = "Default ${DEFAULT-VALUE}.")
    private String backend = "opencl";

    @Option(names = "--precisions", split = ",", description = "Default ${DEFAULT-VALUE}.")
    private List<Precision> precisions = List.of(Precision.F32, Precision.F16);

    @Option(
            names = "--workloads",
            split = ",",
            description = "TOKENSxSEQUENCES, or sst2; default ${DEFAULT-VALUE}.")
    private List<String> names =
            List.of(
                    "128x1", "128x8", "128x32", "128x128", "128x512", "384x1", "384x32", "384x128",
                    "sst2");

    @Option(names = "--seconds", description = "For each; default ${DEFAULT-VALUE}.")
    private double seconds = 2;

    @Option(names = "--tune", description = "Find the device's fastest tiles before.")
    private boolean tune;

    public static void main(String[] args) {
        Program.main(new DeviceBench(), args);
    }

    @Override
    public Integer call() throws IOException {
        if (tune) {
            tune();
        }
        BaseModel model = BaseModel.withoutTokenizer(run.resolve("model"));
        List<DeviceWorkload> workloads =
                names.stream().map(name -> DeviceWorkload.of(name, sentences)).toList();
        Files.write(
                run.resolve("workloads.jsonl"),
                workloads.stream().map(DeviceWorkload::json).toList());
        try (PrintWriter timings = lines("distil4j.jsonl");
                PrintWriter logits = lines("logits.jsonl")) {
            for (Precision precision : precisions) {
                try (Backend opened =
                                Backends.named(backend, Threads.callerOnly(), precision).backend();
                        DeviceModel loaded = DeviceModel.load(model, opened, precision)) {
                    deviceName = opened.name();
                    System.out.println(opened.name() + ": " + opened.kernels());
                    for (DeviceWorkload workload : workloads) {
                        logits.println(
                                JSON.writeValueAsString(
                                        Map.of(
                                                "precision", precision,
                                                "workload", workload.workload(),
                                                "logits", loaded.logits(workload.packed()))));
                        DeviceTiming timing = time(loaded, workload);
                        timings.println(timing.json());
                        timings.flush();
                        System.out.printf(
                                "%s %s: %.1f sequences/s%n",
                                timing.workload(), timing.engine(), timing.sequencesPerSecond());
                    }
                }
            }
        }
        try (PrintWriter shares = lines("kernels.jsonl")) {
            for (Precision precision : precisions) {
                observe(model, precision, workloads, shares);
            }
        }
        return 0;
    }

    /** What is found goes to the user's cache folder, from where the backend takes it. */
    private void tune() throws IOException {
        String name;
        try (Backend opened = Backends.named(backend, Threads.callerOnly()).backend()) {
            name = opened.name();
        }
        Device device =
                device(name)
                        .orElseThrow(
                                () -> new IllegalArgumentException(name + " is no device to tune"));
        for (TuningResult.Product product : Devices.tune(device, System.out::println).products()) {
            System.out.printf(
                    "%d rows of %d -> %d in %s: %s, %.4f ms%n",
                    product.rows(),
                    product.in(),
                    product.out(),
                    product.precision(),
                    product.tiles(),
                    product.nanos() * 1e-6);
        }
    }

    /** Once more with every kernel timed, which is slower; on devices only. */
    private void observe(
            BaseModel model,
            Precision precision,
            List<DeviceWorkload> workloads,
            PrintWriter shares) {
        Optional<Device> device = device(deviceName);
        if (device.isEmpty()) {
            return;
        }
        List<KernelTime> times = new ArrayList<>();
        try (Backend observed = OpenClBackends.observed(device.get(), times::add);
                DeviceModel loaded = DeviceModel.load(model, observed, precision)) {
            for (DeviceWorkload workload : workloads) {
                List<TokenBatch> batches = workload.packed();
                loaded.logits(batches); // compiles
                times.clear();
                loaded.logits(batches);
                KernelShare.of(loaded.engine(), workload.workload(), work(loaded, batches), times)
                        .forEach(share -> shares.println(share.json()));
            }
        }
    }

    /** The one of that name; nothing for a backend of the CPU. */
    private static Optional<Device> device(String name) {
        return Devices.find().list().stream()
                .filter(found -> found.backend().equals(name))
                .findFirst();
    }

    private static List<ForwardWork> work(DeviceModel model, List<TokenBatch> batches) {
        int width = model.precision() == Precision.F16 ? Short.BYTES : Float.BYTES;
        return batches.stream().map(batch -> ForwardWork.of(batch, width)).toList();
    }

    private PrintWriter lines(String file) throws IOException {
        return new PrintWriter(Files.newBufferedWriter(run.resolve(file)));
    }

    private DeviceTiming time(DeviceModel model, DeviceWorkload workload) {
        List<TokenBatch> batches = workload.packed();
        millis(model, batches, seconds / 2);
        double[] millis = millis(model, batches, seconds);
        return new DeviceTiming(
                model.engine(),
                workload.workload(),
                workload.sequences(),
                workload.tokens(),
                Quartiles.of(millis),
                millis.length);
    }

    /** Three runs at least. */
    private static double[] millis(DeviceModel model, List<TokenBatch> batches, double seconds) {
        List<Double> millis = new ArrayList<>();
        long start = System.nanoTime();
        long now = start;
        while (now - start < seconds * 1e9 || millis.size() < 3) {
            model.logits(batches);
            long end = System.nanoTime();
            millis.add((end - now) * 1e-6);
            now = end;
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
