package dev.distil4j.app.console;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The standard streams of a command.
 *
 * @param in for texts
 * @param out for results
 * @param err for messages
 * @param terminal which of them are a terminal
 */
public record Streams(InputStream in, Output out, PrintStream err, Terminal terminal) {

    /** Tells the user something, on a line of its own. */
    public void tell(String sentence) {
        err.println("distil: " + sentence);
    }
}
