package dev.distil4j.bench.gpu;

import dev.distil4j.kernels.KernelTime;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one kind of kernel did in a run of a workload.
 *
 * @param engine who computed it, and how
 * @param workload its name
 * @param kernel its name
 * @param launches of a run
 * @param millis of a run, on the device
 * @param flop of a run, floating point operations; 0 where moving values is all the work
 * @param bytes of a run that must be read or written at least, each value once a launch
 */
record KernelShare(
        String engine,
        String workload,
        String kernel,
        int launches,
        double millis,
        double flop,
        double bytes) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One for each kernel of a run, by name.
     *
     * @param work of each batch of the run
     * @param times of each kernel that the run launched
     */
    static List<KernelShare> of(
            String engine, String workload, List<ForwardWork> work, List<KernelTime> times) {
        Map<String, List<KernelTime>> kernels = new TreeMap<>();
        for (KernelTime time : times) {
            kernels.computeIfAbsent(time.kernel(), _ -> new ArrayList<>()).add(time);
        }
        List<KernelShare> shares = new ArrayList<>();
        kernels.forEach(
                (kernel, launches) ->
                        shares.add(
                                new KernelShare(
                                        engine,
                                        workload,
                                        kernel,
                                        launches.size(),
                                        launches.stream().mapToLong(KernelTime::nanos).sum() * 1e-6,
                                        work.stream().mapToDouble(w -> w.flop(kernel)).sum(),
                                        work.stream().mapToDouble(w -> w.bytes(kernel)).sum())));
        return shares;
    }

    /** One line. */
    String json() {
        return JSON.writeValueAsString(this);
    }

    static KernelShare of(String json) {
        return JSON.readValue(json, KernelShare.class);
    }

    /**
     * The time that a machine would need at best, over the time it took.
     *
     * @param teraflops of large products
     * @param gigabytes a second, of large copies
     */
    double roofline(double teraflops, double gigabytes) {
        double best = Math.max(flop / teraflops * 1e-9, bytes / gigabytes * 1e-6);
        return best / millis;
    }
}
