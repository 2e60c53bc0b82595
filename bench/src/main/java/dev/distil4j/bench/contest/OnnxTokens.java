package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.peer.OnnxModel;
import dev.distil4j.bench.peer.PeerFiles;

import java.util.Arrays;

/** ONNX Runtime on the tokens of one text. */
final class OnnxTokens implements Contender {

    private final OnnxModel session;
    private final long[] ids;
    private final long[] mask;
    private float[] result = {};

    OnnxTokens(BaseModel model, String graph, long[] ids, int threads) {
        session = new OnnxModel(PeerFiles.onnx(model, graph), threads);
        this.ids = ids;
        mask = new long[ids.length];
        Arrays.fill(mask, 1);
    }

    @Override
    public void run() {
        result = session.run(ids, mask, 1);
    }

    @Override
    public float[] result() {
        return result;
    }

    @Override
    public void close() {
        session.close();
    }
}
