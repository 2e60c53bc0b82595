package dev.distil4j.app.console;

/** Lets the command line tell the libraries' warnings in one line each, and nothing below. */
public final class ConsoleLoggerFinder extends System.LoggerFinder {

    /** Called by the JVM, which finds this class as a service. */
    public ConsoleLoggerFinder() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new ConsoleLogger(
                name,
                ErrorReport.isDebugging() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                System.err);
    }
}
