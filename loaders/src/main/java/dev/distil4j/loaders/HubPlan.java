package dev.distil4j.loaders;

import java.nio.file.Path;
import java.util.List;

/**
 * What is about to be downloaded.
 *
 * @param name what was asked for
 * @param commit the commit that its revision stands for
 * @param folder where the files will be
 * @param downloads the files that the cache lacks, in their order
 */
public record HubPlan(HubName name, String commit, Path folder, List<Download> downloads) {

    /**
     * One file.
     *
     * @param file its name in the model's folder, with '/' between the parts of a path
     * @param bytes its size
     */
    public record Download(String file, long bytes) {}

    /** Copies the list. */
    public HubPlan {
        downloads = List.copyOf(downloads);
    }

    /** The size of all downloads together. */
    public long bytes() {
        return downloads.stream().mapToLong(Download::bytes).sum();
    }
}
