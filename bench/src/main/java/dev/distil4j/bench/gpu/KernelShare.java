package dev.distil4j.bench.gpu;

import tools.jackson.databind.json.JsonMapper;

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
