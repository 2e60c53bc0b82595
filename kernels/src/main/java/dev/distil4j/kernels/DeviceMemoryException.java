package dev.distil4j.kernels;

/**
 * A device has no memory left for what a call needs. A smaller batch may fit; the call that met this
 * must be closed.
 */
public final class DeviceMemoryException extends DeviceException {

    private static final long serialVersionUID = 1;

    /** The sentence names the device and what it lacks; the cure depends on what that was for. */
    public DeviceMemoryException(String message) {
        super(message);
    }
}
