package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.serve.docs.DocsFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What lies in the folder {@code deploy}, as far as it needs no machine of its own. */
class ImageTest {

    private static final Path ROOT = Path.of("..");

    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "the launcher is a shell script")
    @Timeout(60)
    @Test
    void theScriptOfAnImageRunsTheJavaBesideIt(@TempDir Path folder) throws Exception {
        Path image = folder.toRealPath();
        Path java = Files.createDirectories(image.resolve("jre/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.copy(ROOT.resolve("distil"), image.resolve("distil"));
        assertThat(image.resolve("distil").toFile().setExecutable(true)).isTrue();
        Path script = Files.createDirectories(image.resolve("bin")).resolve("distil");
        Files.createSymbolicLink(script, Path.of("../distil"));
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "serve", "--port", "1");
        builder.environment().put("JAVA_HOME", "/nowhere");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> command = process.inputReader().readAllLines();
        assertThat(process.waitFor()).isZero();
        assertThat(command)
                .startsWith(java.toString(), "--add-modules=jdk.incubator.vector")
                .endsWith("-jar", image + "/lib/distil.jar", "serve", "--port", "1");
    }

    @Test
    void probesAskForRoutesThatThereAre() throws IOException {
        String manifest = Files.readString(ROOT.resolve("deploy/kubernetes.yaml"));
        List<String> probed =
                Pattern.compile("httpGet: \\{path: ([^,]+),")
                        .matcher(manifest)
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        JsonNode paths = new JsonMapper().readTree(DocsFile.OPENAPI.bytes()).get("paths");
        assertThat(probed)
                .hasSize(3)
                .allSatisfy(path -> assertThat(paths.get(path).has("get")).isTrue());
    }
}
