package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Offer;
import dev.distil4j.kernels.Threads;

/** Prints why there is no OpenCL device to compute on, and what auto-gpu takes for which reason. */
final class DeviceRefusals {

    private DeviceRefusals() {}

    public static void main(String... arguments) {
        try {
            Backends.named("opencl", Threads.callerOnly()).backend().close();
            System.out.println("opencl is there");
        } catch (IllegalArgumentException e) {
            System.out.println("opencl: " + e.getMessage());
        }
        Backends.Choice choice = Backends.named("auto-gpu", Threads.callerOnly());
        Offer.Refused first = choice.refusals().getFirst();
        System.out.println("auto-gpu takes " + choice.backend().name() + ": " + first);
        choice.backend().close();
    }
}
