package dev.distil4j.app.console;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Writes a record as one line in the manner of the command line's own messages.
 *
 * @param name of the logger
 * @param threshold the lowest level that is written
 * @param err where to
 */
record ConsoleLogger(String name, Level threshold, PrintStream err) implements System.Logger {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return level != Level.OFF && level.getSeverity() >= threshold.getSeverity();
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable why) {
        if (isLoggable(level)) {
            String reason = why == null ? "" : " (" + why + ")";
            write(level, text(bundle, message) + reason);
            if (why != null && ErrorReport.isDebugging()) {
                why.printStackTrace(err);
            }
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            String format,
            @Nullable Object... parameters) {
        if (isLoggable(level)) {
            String pattern = text(bundle, format);
            boolean verbatim = parameters == null || parameters.length == 0;
            write(level, verbatim ? pattern : MessageFormat.format(pattern, parameters));
        }
    }

    private void write(Level level, String message) {
        err.println("distil: %s: %s".formatted(level.getName().toLowerCase(Locale.ROOT), message));
    }

    private static String text(@Nullable ResourceBundle bundle, String key) {
        try {
            return bundle == null ? key : bundle.getString(key);
        } catch (MissingResourceException e) {
            return key;
        }
    }
}
