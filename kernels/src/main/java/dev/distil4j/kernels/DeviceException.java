package dev.distil4j.kernels;

/** A device can't do what it should: it fails, or its compiler refuses a kernel. */
public sealed class DeviceException extends RuntimeException permits DeviceMemoryException {

    private static final long serialVersionUID = 1;

    /** The sentence names the device and the cure. */
    public DeviceException(String message) {
        super(message);
    }
}
