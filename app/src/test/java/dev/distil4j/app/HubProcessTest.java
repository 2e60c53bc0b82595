package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Models of the hub, in processes of their own, since the environment says where the hub is. */
@Timeout(120)
class HubProcessTest {

    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir private Path folder;

    private LocalHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private ProcessBuilder builder(String endpoint, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Distil.class.getName());
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HF_"));
        builder.environment().put("HF_HOME", folder.resolve("home").toString());
        builder.environment().put("HF_ENDPOINT", endpoint);
        return builder;
    }

    private Run finish(Process process) throws Exception {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exitCode = process.waitFor();
        String err =
                Files.readAllLines(folder.resolve("err")).stream()
                        .filter(line -> !line.contains("jdk.incubator.vector"))
                        .collect(Collectors.joining("\n"));
        return new Run(exitCode, out, err);
    }

    private Run distil(String endpoint, String... args) throws Exception {
        hub.breath.countDown();
        return finish(builder(endpoint, args).start());
    }

    private String snapshot() {
        return folder.resolve("home/hub/models--acme--small/snapshots/" + LocalHub.COMMIT)
                .toString();
    }

    @Test
    void aModelIsDownloadedOnFirstUseAndThenInTheCache() throws Exception {
        Run first = distil(hub.address(), "tokenize", "--model", LocalHub.MODEL, "film");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("  film   3983  0-4  word 0\n");
        assertThat(first.err())
                .isEqualTo("distil: downloading acme/small (55.4 KB in 3 files) to " + snapshot());
        Run info = distil(hub.address(), "info", "--model", LocalHub.MODEL);
        assertThat(info.out()).startsWith("model         acme/small\n");
        assertThat(info.err())
                .isEqualTo("distil: downloading acme/small (8.7 MB in 1 file) to " + snapshot());
        Run second = distil(hub.address(), "tokenize", "--model", LocalHub.MODEL, "film");
        assertThat(second).isEqualTo(new Run(0, first.out(), ""));
    }

    @Test
    void downloadSaysWhatAndWhere() throws Exception {
        Run dry = distil(hub.address(), "download", "--dry-run", LocalHub.MODEL);
        assertThat(dry)
                .isEqualTo(
                        new Run(
                                0,
                                "acme/small  8.8 MB in 4 files to download\n  " + snapshot() + "\n",
                                ""));
        assertThat(hub.requests).noneMatch(request -> request.startsWith("GET"));
        Run run = distil(hub.address(), "download", LocalHub.MODEL);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo("acme/small  8.8 MB in 4 files, downloaded\n  " + snapshot() + "\n");
        Run json = distil(hub.address(), "download", "--json", LocalHub.MODEL);
        assertThat(json.out())
                .startsWith(
                        "{\"model\":\"acme/small\",\"commit\":\"%s\",\"folder\":\"%s\",\"files\":["
                                .formatted(LocalHub.COMMIT, snapshot()))
                .contains("{\"file\":\"model.safetensors\",\"bytes\":8694740}")
                .endsWith(",\"downloaded\":[]}\n");
    }

    @Test
    void conformanceDownloadsOnlyWhatItIsToldToAndSaysHowLargeThatIs() throws Exception {
        Path figures =
                Files.writeString(
                        folder.resolve("figures.json"),
                        """
                        {"checkpoints": [
                          {"model": "acme/small", "figures": [
                            {"text": "A gripping film", "label": "POSITIVE", "source": "s"}]},
                          {"model": "acme/mine", "figures": [
                            {"text": "A gripping film", "label": "POSITIVE", "source": "s"}]}]}
                        """);
        String[] none = {"conformance", "--figures", figures.toString(), LocalHub.MODEL};
        Run run = distil(hub.address(), none);
        assertThat(run.exitCode()).isEqualTo(66);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "distil: not in the cache: acme/small (8.8 MB in 4 files); add --download"
                                + " to bring them, with the NAMEs of some to choose");
        assertThat(distil(NOWHERE, none).err())
                .contains(
                        "acme/small, of unknown size, since the hub cannot be reached; add"
                                + " --download");
        assertThat(hub.requests).noneMatch(request -> request.startsWith("GET"));

        Path mine = EmbeddedModel.copyTo(folder.resolve("mine"));
        String[] some = {
            "conformance", "--figures", figures.toString(), "--model-folder=acme/mine=" + mine
        };
        Run skipped = distil(hub.address(), some);
        assertThat(skipped.exitCode()).isZero();
        assertThat(skipped.err()).startsWith("distil: not in the cache: acme/small (8.8 MB");
        assertThat(skipped.out())
                .containsPattern("1 figures\n  SKIP  checkpoint +in the cache")
                .contains("1 passed, 0 failed, 1 skipped");

        Run all = distil(hub.address(), some[0], some[1], some[2], some[3], "--download");
        assertThat(all.exitCode()).isZero();
        assertThat(all.err())
                .startsWith("distil: to download: acme/small (8.8 MB in 4 files)\n")
                .contains("distil: downloading acme/small (8.8 MB in 4 files) to ");
        assertThat(all.out()).endsWith("2 passed, 0 failed\n");
        assertThat(distil(NOWHERE, some).out()).isEqualTo(all.out());
    }

    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "signals are POSIX")
    @Test
    void anInterruptedDownloadIsResumed() throws Exception {
        Process process = builder(hub.address(), "download", LocalHub.MODEL).start();
        LocalHub.await(hub.halfWay);
        awaitSomeWeights();
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
        assertThat(finish(process).exitCode()).isEqualTo(130);
        hub.requests.clear();
        assertThat(distil(hub.address(), "download", LocalHub.MODEL).exitCode()).isZero();
        assertThat(hub.requests)
                .anyMatch(request -> request.matches("GET model.safetensors bytes=\\d+-"));
        assertThat(Files.readAllBytes(Path.of(snapshot(), "model.safetensors")))
                .isEqualTo(EmbeddedModel.file("model.safetensors"));
    }

    private void awaitSomeWeights() throws Exception {
        Path blobs = folder.resolve("home/hub/models--acme--small/blobs");
        while (true) {
            try (var files = Files.list(blobs)) {
                for (Path file : files.filter(f -> f.toString().endsWith("incomplete")).toList()) {
                    if (Files.size(file) > 0) {
                        return;
                    }
                }
            }
            Thread.sleep(20);
        }
    }

    @Test
    void whatIsNeitherFolderNorModelIsSaidOfBoth() throws Exception {
        Run run = distil(hub.address(), "classify", "--model", "acme/none", "film");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err())
                .startsWith(
                        "distil: there is no folder 'acme/none', and there is no model acme/none"
                                + " at http://127.0.0.1:")
                .hasLineCount(1);
        Run path = distil(hub.address(), "classify", "--model", "/no/such/folder", "film");
        assertThat(path.exitCode()).isEqualTo(65);
        assertThat(path.err())
                .startsWith("distil: there is no folder '/no/such/folder', and ")
                .contains("cannot be the name of a model on the hub")
                .hasLineCount(1);
    }

    @Test
    void beingOfflineAndHavingNoNetworkAreToldApart() throws Exception {
        Run noNetwork = distil(NOWHERE, "info", "--model", LocalHub.MODEL);
        assertThat(noNetwork.exitCode()).isEqualTo(68);
        assertThat(noNetwork.err())
                .contains(NOWHERE + " cannot be reached")
                .doesNotContain("HF_HUB_OFFLINE")
                .hasLineCount(1);
        ProcessBuilder builder = builder(hub.address(), "info", "--model", LocalHub.MODEL);
        builder.environment().put("HF_HUB_OFFLINE", "1");
        Run offline = finish(builder.start());
        assertThat(offline.exitCode()).isEqualTo(68);
        assertThat(offline.err()).contains("HF_HUB_OFFLINE forbids").hasLineCount(1);
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void withoutANetworkTheCacheServes() throws Exception {
        assertThat(distil(hub.address(), "download", LocalHub.MODEL).exitCode()).isZero();
        Run run = distil(NOWHERE, "tokenize", "--model", LocalHub.MODEL, "film");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("the cached commit").contains(LocalHub.COMMIT);
    }

    @Test
    void conformanceWithoutAHubIsNoFailedFigure() throws Exception {
        Run run = distil(NOWHERE, "conformance", "--download");
        assertThat(run.exitCode()).isEqualTo(68);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("distil: to download: distilbert/")
                .contains("cannot be reached")
                .hasLineCount(2);
    }

    @Test
    void aCheckpointThatTheHubHasNotFailsAndTheOthersAreExamined() throws Exception {
        Path figures = folder.resolve("figures.json");
        String figure =
                "{\"model\": \"%s\", \"figures\": [{\"text\": \"great\","
                        + " \"label\": \"POSITIVE\", \"source\": \"s\"}]}";
        Files.writeString(
                figures,
                "{\"checkpoints\": [%s, %s]}"
                        .formatted(figure.formatted("acme/none"), figure.formatted("acme/small")));
        Run run =
                distil(hub.address(), "conformance", "--download", "--figures", figures.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("FAIL  checkpoint +on the hub +none")
                .containsPattern("PASS  label +POSITIVE")
                .endsWith("1 passed, 1 failed\n");
        assertThat(run.err()).contains("there is no model acme/none");
    }

    @Test
    void withoutItsOwnModelACommandSaysWhichItIsAndWhatToDo() throws Exception {
        Run noNetwork = distil(NOWHERE, "fill-mask", "a [MASK] day");
        assertThat(noNetwork.exitCode()).isEqualTo(68);
        assertThat(noNetwork.err())
                .startsWith(
                        "distil: without --model, distilbert/distilbert-base-cased is used, and ")
                .contains(NOWHERE + " cannot be reached")
                .endsWith("; or give the folder of a model with --model")
                .hasLineCount(1);
        ProcessBuilder builder = builder(hub.address(), "answer", "who?", "--context", "she");
        builder.environment().put("HF_HUB_OFFLINE", "1");
        Run offline = finish(builder.start());
        assertThat(offline.exitCode()).isEqualTo(68);
        assertThat(offline.err())
                .contains("without --model, distilbert/distilbert-base-cased-distilled-squad is")
                .contains("HF_HUB_OFFLINE forbids")
                .hasLineCount(1);
    }

    @Test
    void settingsThatCannotBeUsedAreOneSentence() throws Exception {
        Run run = distil("ftp://x", "download", LocalHub.MODEL);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("distil: HF_ENDPOINT is 'ftp://x'").hasLineCount(1);
    }
}
