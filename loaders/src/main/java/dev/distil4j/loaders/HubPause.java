package dev.distil4j.loaders;

import java.time.Duration;

/** How to wait between two attempts; a test does not. */
@FunctionalInterface
interface HubPause {

    /**
     * Waits.
     *
     * @throws HubException of kind {@link HubException.Kind#INTERRUPTED}
     */
    void of(Duration duration);

    /** The pause that a user sees. */
    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    static HubException interrupted(Throwable cause) {
        return new HubException(
                HubException.Kind.INTERRUPTED,
                "the download was interrupted; ask for the model again to resume it",
                cause);
    }
}
