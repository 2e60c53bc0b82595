package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Offer;

import java.util.Optional;

/** Looks for JOCL and for what it needs, without naming a class of it. */
final class Jocl {

    private static final String ENTRY = "org.jocl.CL";

    private Jocl() {}

    /** What of it is missing, if anything. */
    static Optional<Offer.Refused> missing() {
        try {
            // Its static initialiser loads its native library, and that the system's OpenCL.
            Class.forName(ENTRY);
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return refuse("JOCL is not on the class path", "add org.jocl:jocl to it");
        } catch (LinkageError e) {
            return Optional.of(refusal(e));
        }
    }

    /** Of the first failure, or of a later one, which only quotes the first. */
    static Offer.Refused refusal(LinkageError failure) {
        String told = messages(failure);
        if (told.contains("Could not initialize native OpenCL library")) {
            return refused(
                    "there is no OpenCL library here",
                    "install an OpenCL loader, such as Debian's ocl-icd-libopencl1, and the driver"
                            + " of your device");
        }
        if (told.contains("IllegalCallerException")) {
            return refused(
                    "this JVM allows no native libraries",
                    "start with --enable-native-access=ALL-UNNAMED");
        }
        if (told.contains("No resource found")) {
            return refused(
                    "JOCL has no native library for %s on %s"
                            .formatted(
                                    System.getProperty("os.name"), System.getProperty("os.arch")),
                    "");
        }
        return refused(
                "JOCL's native library can't be loaded from "
                        + System.getProperty("java.io.tmpdir"),
                "let -Djava.io.tmpdir name a folder that allows it");
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    private static Optional<Offer.Refused> refuse(String reason, String cure) {
        return Optional.of(refused(reason, cure));
    }

    private static Offer.Refused refused(String reason, String cure) {
        return new Offer.Refused(OpenClBackends.NAME, reason, cure);
    }
}
