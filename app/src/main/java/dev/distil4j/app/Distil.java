package dev.distil4j.app;

import dev.distil4j.app.console.ErrorReport;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Output;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.console.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code distil}: the commands, and what they have in common. */
@Command(
        name = "distil",
        description = "DistilBERT in pure Java: understand texts on this machine, offline.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:done",
            "  1:an error that was not foreseen, or a figure that is not reached",
            "  2:wrong usage",
            " 65:a text or a model can't be used",
            " 66:a file can't be read",
            " 68:the model hub can't be reached, or may not be asked",
            " 69:the backend that was asked for can't be had here",
            " 74:results or downloads can't be written",
            "130:interrupted; the lines that were written are complete",
            "141:nobody reads the results any more, as behind | head"
        },
        footer = {
            "",
            "Examples:",
            "  distil classify \"A gripping, funny film\"",
            "  distil classify --file reviews.txt --jsonl > sentiments.jsonl",
            "  distil answer \"Who paid?\" --context-file report.txt",
            "  distil tokenize \"unaffable\"",
            "  distil serve --port 9000",
            "  distil info --model distilbert/distilbert-base-uncased-finetuned-sst-2-english",
            "",
            "distil COMMAND --help tells more. DISTIL4J_DEBUG=1 shows the stack traces of errors,",
            "DISTIL4J_JAVA_OPTIONS holds options for Java, such as -Xmx8g, and NO_COLOR=1 takes",
            "the colours away."
        })
public final class Distil implements Callable<Integer> {

    private static final int MIN_HELP_COLUMNS = 60;
    private static final int MAX_HELP_COLUMNS = 90;

    private final PrintStream err;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Say which version this is.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean version;

    private Distil(PrintStream err) {
        this.err = err;
    }

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        Output out = new Output(new FileOutputStream(FileDescriptor.out));
        Runtime.getRuntime().addShutdownHook(new Thread(out::stop));
        Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
        System.exit(run(new Streams(System.in, out, System.err, terminal), args));
    }

    /** Runs a command between these streams and returns its exit code. */
    static int run(Streams streams, String... args) {
        ErrorReport errors = new ErrorReport(streams.err());
        StringWriter help = new StringWriter();
        try {
            int exitCode =
                    commandLine(streams)
                            .setOut(new PrintWriter(help))
                            .setParameterExceptionHandler(errors)
                            .setExecutionExceptionHandler(errors)
                            .execute(args);
            streams.out().write(help.toString());
            return exitCode;
        } catch (RuntimeException | Error e) {
            return errors.report(e);
        }
    }

    private static CommandLine commandLine(Streams streams) {
        CommandLine distil =
                new CommandLine(new Distil(streams.err()))
                        .addSubcommand(new ClassifyCommand(streams))
                        .addSubcommand(new FillMaskCommand(streams))
                        .addSubcommand(new AnswerCommand(streams))
                        .addSubcommand(new ZeroShotCommand(streams))
                        .addSubcommand(new EmbedCommand(streams))
                        .addSubcommand(new FeaturesCommand(streams))
                        .addSubcommand(new TagCommand(streams))
                        .addSubcommand(new TokenizeCommand(streams))
                        .addSubcommand(ServeCommand.commandLine(streams, System.getenv()))
                        .addSubcommand(new InfoCommand(streams))
                        .addSubcommand(new DevicesCommand(streams))
                        .addSubcommand(new TuneCommand(streams))
                        .addSubcommand(new DownloadCommand(streams))
                        .addSubcommand(new TrainVocabCommand(streams))
                        .addSubcommand(EvaluateCommand.commandLine(streams))
                        .addSubcommand(new ConformanceCommand(streams))
                        .addSubcommand(new BenchCommand(streams))
                        .addSubcommand(new CompletionCommand(streams));
        Terminal terminal = streams.terminal();
        return distil
                // A text may begin with @.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(
                        Math.clamp(terminal.columns(), MIN_HELP_COLUMNS, MAX_HELP_COLUMNS));
    }

    /** Without a command, tells how to use this. */
    @Override
    public Integer call() {
        Objects.requireNonNull(spec).commandLine().usage(err);
        return ExitCode.USAGE;
    }
}
