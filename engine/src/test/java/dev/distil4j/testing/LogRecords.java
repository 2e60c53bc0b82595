package dev.distil4j.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the library logs, from now until this is closed. */
public final class LogRecords extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("dev.distil4j");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    /** Begins to listen. */
    @SuppressWarnings("this-escape") // a final class: nobody can see it half made
    public LogRecords() {
        LOGGER.addHandler(this);
    }

    /** Level and text of each. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getLevel() + " " + formatter.formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
    }
}
