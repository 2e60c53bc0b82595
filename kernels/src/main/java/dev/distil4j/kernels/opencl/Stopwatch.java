package dev.distil4j.kernels.opencl;

import static org.jocl.CL.CL_PROFILING_COMMAND_END;
import static org.jocl.CL.CL_PROFILING_COMMAND_START;
import static org.jocl.CL.clGetEventProfilingInfo;
import static org.jocl.CL.clReleaseEvent;

import dev.distil4j.kernels.KernelTime;

import org.jocl.Pointer;
import org.jocl.cl_event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks the device how long the kernels of one lane took. */
final class Stopwatch {

    private record Launch(String kernel, cl_event event) {}

    private final Consumer<KernelTime> observer;
    private final List<Launch> launches = new ArrayList<>();

    Stopwatch(Consumer<KernelTime> observer) {
        this.observer = observer;
    }

    /** The event that a launch of that kernel is to report to. */
    cl_event launched(String kernel) {
        Launch launch = new Launch(kernel, new cl_event());
        launches.add(launch);
        return launch.event();
    }

    /** Tells the observer of every launch; all must have ended. */
    void report() {
        for (Launch launch : launches) {
            long nanos =
                    time(launch, CL_PROFILING_COMMAND_END)
                            - time(launch, CL_PROFILING_COMMAND_START);
            clReleaseEvent(launch.event());
            observer.accept(new KernelTime(launch.kernel(), nanos));
        }
        launches.clear();
    }

    private static long time(Launch launch, int when) {
        long[] nanos = new long[1];
        clGetEventProfilingInfo(launch.event(), when, Long.BYTES, Pointer.to(nanos), null);
        return nanos[0];
    }
}
