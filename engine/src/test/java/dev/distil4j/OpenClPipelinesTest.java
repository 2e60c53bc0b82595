package dev.distil4j;

import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Each task's goldens once more, on an OpenCL device and within the same bounds. */
@Tag("opencl")
final class OpenClPipelinesTest {

    private static Options onDevice() {
        return Options.defaults().backend(TestBackends.OPENCL);
    }

    @Nested
    final class Classification extends PipelineTest {
        @Override
        Options options() {
            return onDevice();
        }
    }

    @Nested
    final class ZeroShot extends ZeroShotPipelineTest {
        @Override
        Options options() {
            return onDevice();
        }
    }

    @Nested
    final class Filling extends FillMaskGoldenTest {
        @Override
        Options options() {
            return onDevice();
        }
    }

    @Nested
    final class Answering extends QuestionAnsweringPipelineTest {
        @Override
        Options options() {
            return onDevice();
        }
    }

    @Nested
    final class Features extends FeaturePipelineTest {
        @Override
        Options options() {
            return onDevice();
        }
    }

    @Nested
    final class Embedding extends SentenceEmbeddingTest {
        @Override
        Options options() {
            return onDevice();
        }
    }

    @Nested
    final class Tagging extends TokenTaggerTest {
        @Override
        Options options() {
            return onDevice();
        }
    }
}
