package dev.distil4j.app.console;

import dev.distil4j.BackendException;
import dev.distil4j.Distil4JException;
import dev.distil4j.kernels.DeviceException;
import dev.distil4j.loaders.HubException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Turns whatever goes wrong into one sentence and an exit code. */
public final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final String DEBUG = "DISTIL4J_DEBUG";

    private final PrintStream err;

    /** Reports to {@code err}. */
    public ErrorReport(PrintStream err) {
        this.err = err;
    }

    /** Whether the user asks for stack traces and more messages. */
    static boolean isDebugging() {
        return "1".equals(System.getenv(DEBUG));
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        return usage(message(e), e.getCommandLine());
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        if (e instanceof Failure failure && failure.exitCode() == ExitCode.USAGE) {
            return usage(failure.sentence(), command);
        }
        return report(e);
    }

    /** Reports what no command expects, too. */
    public int report(Throwable e) {
        if (isDebugging()) {
            e.printStackTrace(err);
        }
        return switch (e) {
            case BrokenPipeException quiet -> ExitCode.BROKEN_PIPE;
            case Failure failure -> tell(failure.exitCode(), failure.sentence());
            case HubException hub -> tell(ExitCode.of(hub), message(hub));
            case Distil4JException problem when problem.getCause() instanceof HubException hub ->
                    tell(ExitCode.of(hub), message(problem));
            case BackendException backend -> tell(ExitCode.UNAVAILABLE, message(backend));
            case DeviceException device -> tell(ExitCode.UNAVAILABLE, message(device));
            case Distil4JException problem -> tell(ExitCode.DATA, message(problem));
            case OutOfMemoryError full ->
                    tell(
                            ExitCode.UNEXPECTED,
                            "the heap of %d MB is used up; give more with DISTIL4J_JAVA_OPTIONS=-Xmx8g"
                                    .formatted(Runtime.getRuntime().maxMemory() >> 20));
            default ->
                    tell(
                            ExitCode.UNEXPECTED,
                            "unexpected %s; set %s=1 to see where, and please report it"
                                    .formatted(e, DEBUG));
        };
    }

    private int usage(String message, CommandLine command) {
        return tell(
                ExitCode.USAGE,
                "%s; see %s --help"
                        .formatted(
                                withoutFullStop(message),
                                command.getCommandSpec().qualifiedName()));
    }

    private int tell(int exitCode, String sentence) {
        err.println("distil: " + withoutFullStop(sentence));
        return exitCode;
    }

    private static String message(Throwable e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String option = unmatched.getUnmatched().getFirst();
            List<String> similar = unmatched.getSuggestions();
            return similar.isEmpty()
                    ? "there is no option '%s' (a text that begins with - goes behind --)"
                            .formatted(option)
                    : "there is no option '%s', but %s"
                            .formatted(option, String.join(", ", similar));
        }
        String message = withoutFullStop(message((Throwable) e));
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
