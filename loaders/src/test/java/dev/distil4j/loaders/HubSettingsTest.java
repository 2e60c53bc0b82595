package dev.distil4j.loaders;

import static dev.distil4j.loaders.HubTest.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.loaders.HubException.Kind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

class HubSettingsTest {

    @TempDir Path home;
    private final Map<String, String> env = new HashMap<>();

    @BeforeEach
    void aHome() {
        env.put("HOME", home.toString());
    }

    private HubSettings settings() {
        return HubSettings.from(env, "/nowhere");
    }

    @Test
    void withoutVariablesTheDefaultsOfPythonsLibraryHold() {
        assertThat(settings())
                .isEqualTo(
                        new HubSettings(
                                home.resolve(".cache/huggingface/hub"),
                                URI.create("https://huggingface.co"),
                                false,
                                null,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10)));
    }

    @Test
    void eachVariableOfTheCacheYieldsToTheNext() {
        env.put("XDG_CACHE_HOME", "/xdg");
        assertThat(settings().cache()).isEqualTo(Path.of("/xdg/huggingface/hub"));
        env.put("HF_HOME", "/hf");
        assertThat(settings().cache()).isEqualTo(Path.of("/hf/hub"));
        env.put("HUGGINGFACE_HUB_CACHE", "/older");
        assertThat(settings().cache()).isEqualTo(Path.of("/older"));
        env.put("HF_HUB_CACHE", "/newer");
        assertThat(settings().cache()).isEqualTo(Path.of("/newer"));
    }

    @ParameterizedTest
    @CsvSource({
        "~/models,HOME/models",
        "$DISK/models,/big/models",
        "${DISK}/models,/big/models",
        "$ABSENT/models,$ABSENT/models",
        "/a~b,/a~b"
    })
    void tildesAndVariablesAreExpanded(String value, String expanded) {
        env.put("DISK", "/big");
        env.put("HF_HUB_CACHE", value);
        assertThat(settings().cache())
                .isEqualTo(Path.of(expanded.replace("HOME", home.toString())));
    }

    @ParameterizedTest
    @CsvSource({
        "1,true",
        "on,true",
        "Yes,true",
        "TRUE,true",
        "0,false",
        "false,false",
        "'',false",
        "2,false",
        "' 1',false"
    })
    void offlineKnowsTheTruthValuesOfPythonsLibrary(String value, boolean offline) {
        env.put("HF_HUB_OFFLINE", value);
        assertThat(settings().offline()).isEqualTo(offline);
    }

    @Test
    void theOfflineVariableOfTransformersCountsIfTheOtherIsEmpty() {
        env.put("TRANSFORMERS_OFFLINE", "1");
        assertThat(settings().offline()).isTrue();
        env.put("HF_HUB_OFFLINE", "");
        assertThat(settings().offline()).isTrue();
        env.put("HF_HUB_OFFLINE", "0");
        assertThat(settings().offline()).isFalse();
    }

    @Test
    void theTokenOfTheEnvironmentComesBeforeThatOfTheFile() throws IOException {
        Path file = home.resolve(".cache/huggingface/token");
        Files.createDirectories(file.getParent());
        Files.writeString(file, " hf_file\r\n");
        assertThat(settings().token()).isEqualTo("hf_file");
        env.put("HUGGING_FACE_HUB_TOKEN", "hf_older");
        assertThat(settings().token()).isEqualTo("hf_older");
        env.put("HF_TOKEN", "hf_newer\n");
        assertThat(settings().token()).isEqualTo("hf_newer");
        env.put("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1");
        assertThat(settings().token()).isNull();
    }

    @Test
    void theTokensFileMayBeElsewhere() throws IOException {
        Files.writeString(home.resolve("mine"), "hf_mine");
        env.put("HF_TOKEN_PATH", "~/mine");
        assertThat(settings().token()).isEqualTo("hf_mine");
    }

    @Test
    void theTokenIsNeverShown() {
        env.put("HF_TOKEN", "hf_secret");
        assertThat(settings().toString()).contains("token=hidden").doesNotContain("secret");
        env.put("HF_TOKEN", "hf_secret\u00e9");
        assertRefused(Kind.SETTINGS, this::settings)
                .isEqualTo("the token holds characters that no token has; copy it once more");
    }

    @Test
    void aPasswordInTheAddressIsNeverShown() {
        env.put("HF_ENDPOINT", "https://me:secret@hub.example:8443/hf/");
        assertThat(settings().endpoint()).hasPath("/hf").hasPort(8443);
        assertThat(settings().toString())
                .contains("endpoint=https://hub.example:8443/hf,")
                .doesNotContain("secret");
        env.put("HF_ENDPOINT", "https://me:secret@hub example");
        assertRefused(Kind.SETTINGS, this::settings).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "huggingface.co", "ftp://huggingface.co", "https://", "http://a b"})
    void anAddressThatIsNoneIsRefused(String endpoint) {
        env.put("HF_ENDPOINT", endpoint);
        assertRefused(Kind.SETTINGS, this::settings)
                .startsWith("HF_ENDPOINT is '")
                .endsWith("' but must be an http or https address, such as https://huggingface.co");
    }

    @Test
    void theTimeOutsAreSeconds() {
        env.put("HF_HUB_ETAG_TIMEOUT", "3");
        env.put("HF_HUB_DOWNLOAD_TIMEOUT", "60");
        assertThat(settings().metadataTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings().downloadTimeout()).isEqualTo(Duration.ofSeconds(60));
        env.put("HF_HUB_ETAG_TIMEOUT", "0");
        assertRefused(Kind.SETTINGS, this::settings)
                .isEqualTo("HF_HUB_ETAG_TIMEOUT is '0' but must be a number of seconds");
    }

    @Test
    void aTokensFileThatCannotBeReadIsNamed() throws IOException {
        Files.createDirectories(home.resolve(".cache/huggingface/token"));
        assertRefused(Kind.SETTINGS, this::settings)
                .startsWith(
                        home.resolve(".cache/huggingface/token") + ": the token cannot be read");
    }

    @Test
    void onlyTheSameSchemeHostAndPortAreTheSameOrigin() {
        URI hub = URI.create("https://hub.example/a");
        assertThat(HubAddress.sameOrigin(hub, URI.create("https://HUB.example:443/b"))).isTrue();
        assertThat(HubAddress.sameOrigin(hub, URI.create("http://hub.example/a"))).isFalse();
        assertThat(HubAddress.sameOrigin(hub, URI.create("https://hub.example:444/a"))).isFalse();
        assertThat(HubAddress.sameOrigin(hub, URI.create("https://hub.example.evil/a"))).isFalse();
        assertThat(HubAddress.sameOrigin(hub, URI.create("https://cdn.hub.example/a"))).isFalse();
    }
}
