package dev.distil4j.app.model;

import dev.distil4j.app.console.Streams;
import dev.distil4j.loaders.HubPlan;
import dev.distil4j.loaders.HubProgress;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells on standard error what is downloaded, how large it is and where it goes, before it starts;
 * on a terminal with a bar.
 */
public final class DownloadProgress implements HubProgress, AutoCloseable {

    private static final int COLUMNS = 79;

    private final Streams streams;
    private final Map<String, Long> done = new HashMap<>();
    private List<HubPlan.Download> downloads = List.of();
    private long total;
    private @Nullable ProgressBar bar;

    /** Tells nothing yet. */
    public DownloadProgress(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void starting(HubPlan plan) {
        downloads = plan.downloads();
        total = plan.bytes();
        streams.tell(
                "downloading %s (%s) to %s"
                        .formatted(plan.name(), HubModel.size(downloads), plan.folder()));
    }

    @Override
    public void advanced(String file, long bytes, long size) {
        done.put(file, bytes);
        if (total == 0 || !streams.terminal().err()) {
            return;
        }
        long all = done.values().stream().mapToLong(Long::longValue).sum();
        if (bar == null) {
            bar =
                    new ProgressBarBuilder()
                            .setInitialMax(total)
                            .startsFrom(all, Duration.ZERO)
                            .setUnit(" MB", 1_000_000)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setConsumer(new Line(streams.err()))
                            .build();
        }
        bar.stepTo(all);
        bar.setExtraMessage(" " + file);
    }

    @Override
    public void noted(String sentence) {
        // Takes the bar out of the way; the next bytes bring it back.
        close();
        streams.tell(sentence);
    }

    /** What was downloaded; nothing if all was there. */
    List<HubPlan.Download> downloads() {
        return downloads;
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            // Not left to the bar, which does not clear one that was too short for its clock.
            streams.err().print("\r" + " ".repeat(COLUMNS) + "\r");
        }
    }

    /** Where the bar is drawn, again and again. */
    private static final class Line extends ConsoleProgressBarConsumer {
        Line(PrintStream err) {
            super(err, COLUMNS);
        }

        /** Begins no new line, since this one is cleared. */
        @Override
        public void close() {}
    }
}
