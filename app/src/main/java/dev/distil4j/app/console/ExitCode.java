package dev.distil4j.app.console;

/** The exit codes; where there is one, the number of sysexits.h. */
public final class ExitCode {

    /** Something that this program did not foresee. */
    public static final int UNEXPECTED = 1;

    /** The command was called in a wrong way. */
    public static final int USAGE = 2;

    /** A text or a model can't be used. */
    public static final int DATA = 65;

    /** A file can't be read. */
    public static final int NO_INPUT = 66;

    /** The backend that was asked for can't be had here. */
    public static final int UNAVAILABLE = 69;

    /** Results can't be written. */
    public static final int OUTPUT = 74;

    /** Nobody reads the results any more: what a shell reports of a process that SIGPIPE ended. */
    public static final int BROKEN_PIPE = 141;

    private ExitCode() {}
}
