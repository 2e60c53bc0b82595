package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.WordSequence;
import dev.distil4j.bench.model.Words;
import dev.distil4j.bench.peer.PeerFiles;
import dev.distil4j.bench.program.Program;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process holds in memory after some calls, and at most: Linux's VmRSS and VmHWM, in MB and
 * in units of the checkpoint plus 150 MB. Prints a table.
 */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = "Tells the memory of a process after some calls.")
final class Memory implements Callable<Integer> {

    private static final Pattern SIZES = Pattern.compile("VmHWM: (\\d+) kB VmRSS: (\\d+) kB");
    private static final double RUNTIME_BYTES = 150e6;

    @Option(names = "--tokens", description = "Of the text; default ${DEFAULT-VALUE}.")
    private int tokens = 128;

    @Option(names = "--threads", description = "Default ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(names = "--runs", description = "Calls; default ${DEFAULT-VALUE}.")
    private int runs = 100;

    @Option(names = "--java", description = "An argument for the JVMs.")
    private List<String> jvmArguments = List.of();

    public static void main(String[] args) {
        Program.main(new Memory(), args);
    }

    @Override
    public Integer call() throws IOException {
        BaseModel model = BaseModel.prepared();
        WordSequence words = new Words(model).sequence(tokens);
        PeerFiles.onnx(model, "sentiment");
        PeerFiles.onnx(model, "sentiment-optimised");
        double unit = Files.size(model.checkpoint()) + RUNTIME_BYTES;
        System.out.println("| engine | VmRSS MB | VmHWM MB | VmRSS in units | VmHWM in units |");
        System.out.println("|---|---|---|---|---|");
        for (String engine : List.of("distil4j", "sentiment", "sentiment-optimised")) {
            String output =
                    Fork.run(
                            threads,
                            jvmArguments,
                            Newcomer.class,
                            Newcomer.arguments(engine, model, threads, runs, words));
            Matcher sizes = SIZES.matcher(output);
            if (!sizes.find()) {
                throw new IllegalStateException("no sizes in: " + output);
            }
            double peak = Long.parseLong(sizes.group(1)) * 1024.0;
            double now = Long.parseLong(sizes.group(2)) * 1024.0;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %.2f |%n",
                    engine.replace("sentiment", "onnxruntime"),
                    now * 1e-6,
                    peak * 1e-6,
                    now / unit,
                    peak / unit);
        }
        return 0;
    }
}
