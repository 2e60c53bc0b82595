package dev.distil4j.app.console;

import java.text.MessageFormat;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;

/** Hands what libraries log through java.util.logging to the loggers of the platform. */
public final class JulBridge extends Handler {

    /** Says as an error of the server what a client does to its own connection. */
    private static final String CONNECTIONS = "io.vertx.core.net.impl.ConnectionBase";

    private JulBridge() {}

    /** From now on nothing is written past the command line's own messages. */
    public static void install() {
        LogManager.getLogManager().reset();
        LogManager.getLogManager().getLogger("").addHandler(new JulBridge());
    }

    @Override
    public void publish(LogRecord entry) {
        System.Logger logger =
                System.getLogger(
                        entry.getLoggerName() == null
                                ? JulBridge.class.getPackageName()
                                : entry.getLoggerName());
        System.Logger.Level level =
                CONNECTIONS.equals(entry.getLoggerName())
                        ? System.Logger.Level.DEBUG
                        : level(entry.getLevel());
        if (logger.isLoggable(level)) {
            logger.log(level, text(entry), entry.getThrown());
        }
    }

    private static String text(LogRecord entry) {
        Object[] parameters = entry.getParameters();
        return parameters == null || parameters.length == 0
                ? String.valueOf(entry.getMessage())
                : MessageFormat.format(entry.getMessage(), parameters);
    }

    private static System.Logger.Level level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return System.Logger.Level.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return System.Logger.Level.WARNING;
        }
        return level.intValue() >= Level.INFO.intValue()
                ? System.Logger.Level.INFO
                : System.Logger.Level.DEBUG;
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
