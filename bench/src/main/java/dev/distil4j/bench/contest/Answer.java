package dev.distil4j.bench.contest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs one contender once in this JVM and writes its result to a file, for {@link Compare}. */
final class Answer {

    private Answer() {}

    /** Arguments: workload, engine, threads, file. */
    public static void main(String[] args) throws IOException {
        try (Contender contender = Workloads.of(args[0]).open(args[1], Integer.parseInt(args[2]))) {
            contender.run();
            float[] result = contender.result();
            ByteBuffer bytes = ByteBuffer.allocate(result.length * Float.BYTES);
            bytes.asFloatBuffer().put(result);
            Files.write(Path.of(args[3]), bytes.array());
        }
    }

    /** Reads such a file. */
    static float[] read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        float[] result = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(result);
        return result;
    }
}
