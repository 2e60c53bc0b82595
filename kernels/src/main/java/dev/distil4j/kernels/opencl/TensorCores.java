package dev.distil4j.kernels.opencl;

import static org.jocl.CL.CL_DEVICE_VENDOR_ID;

import dev.distil4j.kernels.DeviceException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a GPU's tensor cores are reached by.
 *
 * @param functions resources that define what {@code mma.cl} does
 * @param suits whether a device may understand them at all: some compilers end the process that gives
 *     them the instructions of another maker's device
 */
record TensorCores(List<String> functions, Predicate<OpenClDevice> suits) {

    /** The number that the PCI-SIG gave to NVIDIA. */
    private static final int NVIDIA = 0x10DE;

    /** Inline PTX, on NVIDIA's GPUs. */
    static final TensorCores PTX = new TensorCores(List.of("mma.cl"), TensorCores::isOfNvidia);

    private static boolean isOfNvidia(OpenClDevice device) {
        return Query.number(device.id(), CL_DEVICE_VENDOR_ID) == NVIDIA;
    }

    /** What a program that uses them is made of: the last resource, and what it needs before it. */
    List<String> sources(String... resources) {
        List<String> sources = new ArrayList<>(functions);
        sources.add("tile.cl");
        sources.addAll(Arrays.asList(resources));
        return sources;
    }

    /**
     * Why they can't be used on a device, or nothing when they can: a small product was compiled, run
     * and found right. What a driver says it supports is not asked.
     */
    Optional<String> refusal(OpenClContext context) {
        if (!suits.test(context.device())) {
            return Optional.of("only NVIDIA's are known");
        }
        if (!MmaConfig.SMALL.fits(context.device())) {
            return Optional.of("the device has no room for their work-groups");
        }
        Lane lane = new Lane(context);
        try {
            return new MmaProbe(this).run(lane, context)
                    ? Optional.empty()
                    : Optional.of("a product was wrong");
        } catch (DeviceException e) {
            return Optional.of(Objects.requireNonNull(e.getMessage()));
        } finally {
            lane.close();
        }
    }
}
