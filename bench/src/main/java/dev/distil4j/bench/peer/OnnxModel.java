package dev.distil4j.bench.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * A graph in ONNX Runtime, all its optimisations on, its threads spinning as they do by default.
 */
public final class OnnxModel implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Opens a graph.
     *
     * @param threads of one call, the caller's included
     */
    public OnnxModel(Path graph, int threads) {
        try (OrtSession.SessionOptions options = options(threads)) {
            session = environment.createSession(graph.toString(), options);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setIntraOpNumThreads(threads);
        return options;
    }

    /**
     * Runs a batch of one length.
     *
     * @param ids [batch, length], row-major
     * @param mask [batch, length], 1 for a token and 0 for padding
     * @return the only output, row-major
     */
    public float[] run(long[] ids, long[] mask, int batch) {
        long[] shape = {batch, ids.length / batch};
        try (OnnxTensor input_ids =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor attention_mask =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OrtSession.Result result =
                        session.run(
                                Map.of("input_ids", input_ids, "attention_mask", attention_mask))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            return values.array();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
