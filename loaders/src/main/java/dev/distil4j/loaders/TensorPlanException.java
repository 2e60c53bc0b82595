package dev.distil4j.loaders;

/** The tensors of a checkpoint are not those that the model needs. */
public final class TensorPlanException extends LoaderException {

    TensorPlanException(String message) {
        super(message, null);
    }
}
