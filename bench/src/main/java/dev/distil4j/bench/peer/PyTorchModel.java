package dev.distil4j.bench.peer;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A TorchScript module in PyTorch, by way of DJL. One per process: its threads are global. */
public final class PyTorchModel implements AutoCloseable {

    private final Model model;
    private final Predictor<NDList, NDList> predictor;
    private final NDManager manager;

    /**
     * Opens an archive.
     *
     * @param threads of one call, the caller's included
     */
    public PyTorchModel(Path archive, int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        model = Model.newInstance("sentiment", "PyTorch");
        try {
            model.load(archive.getParent(), archive.getFileName().toString());
        } catch (MalformedModelException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        predictor = model.newPredictor(new NoopTranslator());
        manager = model.getNDManager();
    }

    /**
     * Runs a batch of one length without padding.
     *
     * @param ids [batch, length], row-major
     * @return the only output, row-major
     */
    public float[] run(long[] ids, int batch) {
        try (NDManager call = manager.newSubManager()) {
            NDList input = new NDList(call.create(ids, new Shape(batch, ids.length / batch)));
            NDList output = predictor.predict(input);
            output.attach(call);
            return output.singletonOrThrow().toFloatArray();
        } catch (TranslateException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        predictor.close();
        model.close();
    }
}
