package dev.distil4j.loaders;

/** A path that is not a folder with the files of a model. */
public final class ModelFolderException extends LoaderException {

    ModelFolderException(String message) {
        super(message, null);
    }
}
