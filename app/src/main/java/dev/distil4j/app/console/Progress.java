package dev.distil4j.app.console;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Duration;

/**
 * A bar on standard error, for work that takes a while and shows nothing else: on a terminal only.
 */
public final class Progress implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int COLUMNS = 79;

    private final PrintStream err;
    private final boolean wanted;
    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;

    private Progress(PrintStream err, boolean wanted) {
        this.err = err;
        this.wanted = wanted;
    }

    /** For work that writes results on its way: no bar where these appear on the terminal. */
    public Progress(Streams streams) {
        this(streams.err(), streams.terminal().err() && !streams.terminal().out());
    }

    /** For work that writes its results when all is done. */
    public static Progress untilDone(Streams streams) {
        return new Progress(streams.err(), streams.terminal().err());
    }

    /**
     * Tells how far the work is.
     *
     * @param done bytes done
     * @param total bytes to do; 0 if nobody knows
     * @param texts texts done
     */
    public void at(long done, long total, long texts) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        if (bar == null && wanted && elapsed.compareTo(PATIENCE) > 0) {
            bar =
                    new ProgressBarBuilder()
                            .setInitialMax(total == 0 ? -1 : total)
                            .startsFrom(done, elapsed)
                            .setUnit(" KB", 1000)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setConsumer(new ConsoleProgressBarConsumer(err, COLUMNS))
                            .clearDisplayOnFinish()
                            .build();
        }
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(" %,d texts".formatted(texts));
        }
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
