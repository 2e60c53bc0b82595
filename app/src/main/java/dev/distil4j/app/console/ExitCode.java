package dev.distil4j.app.console;

import dev.distil4j.loaders.HubException;

/** The exit codes; where there is one, the number of sysexits.h. */
public final class ExitCode {

    /** Something that this program did not foresee. */
    public static final int UNEXPECTED = 1;

    /** A published figure is not reached. */
    public static final int FIGURE_MISSED = 1;

    /** The command was called in a wrong way. */
    public static final int USAGE = 2;

    /** A text or a model can't be used. */
    public static final int DATA = 65;

    /** A file can't be read. */
    public static final int NO_INPUT = 66;

    /** The model hub can't be reached, or may not be asked. */
    public static final int NO_HUB = 68;

    /** The backend that was asked for can't be had here. */
    public static final int UNAVAILABLE = 69;

    /** Results, or downloads, can't be written. */
    public static final int OUTPUT = 74;

    /** Nobody reads the results any more: what a shell reports of a process that SIGPIPE ended. */
    public static final int BROKEN_PIPE = 141;

    private ExitCode() {}

    /** What a model that the hub does not give ends a command with. */
    public static int of(HubException e) {
        return switch (e.kind()) {
            case OFFLINE, NO_NETWORK, CERTIFICATE, NOT_A_HUB, BUSY, CUT, TIME_OUT -> NO_HUB;
            case DISK, DISK_FULL -> OUTPUT;
            case SETTINGS -> USAGE;
            default -> DATA;
        };
    }
}
