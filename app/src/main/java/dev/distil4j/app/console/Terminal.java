package dev.distil4j.app.console;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Which of the standard streams a person looks at.
 *
 * @param in whether texts are typed
 * @param out whether results are read on a screen
 * @param err whether messages are read on a screen
 * @param columns width of the screen, {@link #UNLIMITED} where results go elsewhere
 * @param colour whether results may be coloured
 */
public record Terminal(boolean in, boolean out, boolean err, int columns, boolean colour) {

    /** The width of what is no screen. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int USUAL_COLUMNS = 80;
    private static final String STREAMS = "distil4j.terminal";
    private static final String COLUMNS = "distil4j.columns";

    /** No screen at all. */
    public static Terminal none() {
        return new Terminal(false, false, false, UNLIMITED, false);
    }

    /**
     * Believes the launcher script, which can ask for each stream: {@code distil4j.terminal} holds
     * the numbers of those that are terminals. Without it Java knows only of all or none.
     */
    public static Terminal detect(Properties properties, Map<String, String> environment) {
        String streams = properties.getProperty(STREAMS);
        if (streams == null) {
            boolean all =
                    Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
            streams = all ? "012" : "";
        }
        boolean out = streams.contains("1");
        boolean wanted =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                streams.contains("0"),
                out,
                streams.contains("2"),
                out ? columns(properties.getProperty(COLUMNS, "")) : UNLIMITED,
                out && wanted);
    }

    /** Stresses a word of a result, where colours are wanted. */
    public String bold(String word) {
        return colour ? "\u001B[1m" + word + "\u001B[0m" : word;
    }

    /** Sets a part of a text apart from the rest, where colours are wanted. */
    public String highlight(String part) {
        return colour ? "\u001B[7m" + part + "\u001B[0m" : part;
    }

    /** Lets a remark stand back behind the text, where colours are wanted. */
    public String dim(String remark) {
        return colour ? "\u001B[2m" + remark + "\u001B[0m" : remark;
    }

    private static int columns(String number) {
        // A terminal that does not know its size says 0.
        return number.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(number) : USUAL_COLUMNS;
    }
}
