package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Offer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may speak against a device before it is even tried: a straight list.
 *
 * @param available whether the driver says that it can be used
 * @param compiler whether the driver can compile kernels for it
 * @param version of OpenCL that it speaks, beginning with {@code OpenCL major.minor}
 */
record Suitability(boolean available, boolean compiler, String version, Device.Limits limits) {

    /** Bytes of local memory that the smallest tiles need. */
    private static final long LOCAL_MEMORY = 16 << 10;

    /** Items of the largest work-group that no smaller one can stand in for. */
    private static final int WORK_GROUP = 128;

    /** Bytes below which even a small model finds no room. */
    private static final long MEMORY = 64 << 20;

    private static final Pattern VERSION = Pattern.compile("OpenCL (\\d{1,3})\\.(\\d{1,3})\\b.*");

    /** The first that does, of the backend of that name. */
    Optional<Offer.Refused> refusal(String backend) {
        if (!available) {
            return refuse(
                    backend,
                    "its driver says that it is not available",
                    "see that it is free and that you may use it");
        }
        if (!compiler) {
            return refuse(backend, "its driver has no compiler", "install the full driver");
        }
        if (!isRecent()) {
            return refuse(
                    backend,
                    "it speaks '%s', and 1.2 is needed".formatted(version),
                    "install a newer driver");
        }
        if (limits.memory() < MEMORY) {
            return tooLittle(backend, "memory", limits.memory(), MEMORY);
        }
        if (limits.localMemory() < LOCAL_MEMORY) {
            return tooLittle(backend, "local memory", limits.localMemory(), LOCAL_MEMORY);
        }
        if (limits.maxWorkGroup() < WORK_GROUP) {
            return refuse(
                    backend,
                    "its work-groups have at most %d items, and %d are needed"
                            .formatted(limits.maxWorkGroup(), WORK_GROUP),
                    "");
        }
        return Optional.empty();
    }

    /** Whether it speaks 1.2 or later. */
    private boolean isRecent() {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > 1 || (major == 1 && Integer.parseInt(matcher.group(2)) >= 2);
    }

    private static Optional<Offer.Refused> tooLittle(
            String backend, String what, long bytes, long needed) {
        return refuse(
                backend,
                "it has %,d KB of %s, and %,d KB are needed"
                        .formatted(bytes >> 10, what, needed >> 10),
                "");
    }

    private static Optional<Offer.Refused> refuse(String backend, String reason, String cure) {
        return Optional.of(new Offer.Refused(backend, reason, cure));
    }
}
