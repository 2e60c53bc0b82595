package dev.distil4j.bench.contest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that compute without end, so that others have fewer cores. */
final class BusyProcesses implements AutoCloseable {

    private final List<Process> processes = new ArrayList<>();

    private BusyProcesses() {}

    static BusyProcesses start(int count) throws IOException {
        BusyProcesses busy = new BusyProcesses();
        for (int i = 0; i < count; i++) {
            Process process = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
            // Whatever ends this JVM must not leave it running.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            busy.processes.add(process);
        }
        return busy;
    }

    /** How many there are. */
    int count() {
        return processes.size();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
