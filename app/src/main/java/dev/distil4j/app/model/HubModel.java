package dev.distil4j.app.model;

import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.loaders.HubPlan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model of the hub on this machine.
 *
 * @param name {@code org/name} or {@code org/name@revision}
 * @param folder where its files are, or will be
 * @param present the files that are there
 * @param downloads those that came with this download, or would
 */
public record HubModel(
        String name,
        Path folder,
        List<HubPlan.Download> present,
        List<HubPlan.Download> downloads) {

    static HubModel of(String name, Path folder, List<HubPlan.Download> downloads) {
        return new HubModel(name, folder, present(folder), downloads);
    }

    /** The commit that its revision stands for, which is what a snapshot's folder is called. */
    public String commit() {
        return folder.getFileName().toString();
    }

    /** How many files these are, and how large together. */
    public static String size(List<HubPlan.Download> files) {
        long bytes = files.stream().mapToLong(HubPlan.Download::bytes).sum();
        return ByteCount.shown(bytes, files.size());
    }

    private static List<HubPlan.Download> present(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<HubPlan.Download> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) paths.filter(Files::isRegularFile).sorted()::iterator) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.add(new HubPlan.Download(name, Files.size(file)));
            }
            return List.copyOf(files);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO_INPUT,
                    "'%s' can't be read; look at its permissions".formatted(folder),
                    e);
        }
    }
}
