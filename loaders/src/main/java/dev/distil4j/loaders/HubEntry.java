package dev.distil4j.loaders;

/** What the hub says about one file at one revision. */
sealed interface HubEntry {

    /** The commit that the revision stands for. */
    String commit();

    /**
     * A file.
     *
     * @param etag the name of its content, a hash
     * @param bytes its size
     */
    record Present(String commit, String etag, long bytes) implements HubEntry {}

    /** The commit has no such file. */
    record Absent(String commit) implements HubEntry {}
}
