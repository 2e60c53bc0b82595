package dev.distil4j.loaders;

/**
 * Hears how a download goes. The calls come from the thread that asked for the model, one after
 * another; an exception ends the download, and the next one resumes it.
 */
public interface HubProgress {

    /** Writes what is noted to the log, at INFO, and nothing else. */
    HubProgress LOGGED =
            new HubProgress() {
                @Override
                public void noted(String sentence) {
                    System.getLogger(HubProgress.class.getName())
                            .log(System.Logger.Level.INFO, sentence);
                }
            };

    /** Before the first byte of a download; not called if everything is in the cache already. */
    default void starting(HubPlan plan) {}

    /**
     * Bytes were written. The number falls where a server makes a download start again.
     *
     * @param file the file, as the plan names it
     * @param bytes how many of its bytes are there, with those of an earlier attempt
     * @param total its size in bytes
     */
    default void advanced(String file, long bytes, long total) {}

    /** Something the user may want to know, in one sentence: a fallback, a pause, an attempt. */
    default void noted(String sentence) {}
}
