package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.peer.PeerFiles;
import dev.distil4j.bench.peer.PyTorchModel;

/** PyTorch on the tokens of one text. */
final class PyTorchTokens implements Contender {

    private final PyTorchModel module;
    private final long[] ids;
    private float[] result = {};

    PyTorchTokens(BaseModel model, long[] ids, int threads) {
        module = new PyTorchModel(PeerFiles.script(model), threads);
        this.ids = ids;
    }

    @Override
    public void run() {
        result = module.run(ids, 1);
    }

    @Override
    public float[] result() {
        return result;
    }

    @Override
    public void close() {
        module.close();
    }
}
