package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.loaders.HubException.Kind;

import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is downloaded, and where it is afterwards. */
class HubTest {

    @TempDir Path cache;
    private HubFixture fixture;
    private HubServer server;

    @BeforeEach
    void start() throws IOException {
        fixture = new HubFixture(cache);
        server = fixture.server;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theFolderHoldsTheFilesOfTheModel() throws IOException {
        Path folder = fixture.folder();
        assertThat(folder).isEqualTo(fixture.snapshot());
        assertThat(folder.resolve("config.json")).hasContent("{\"dim\": 4}");
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(HubFixture.WEIGHTS);
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "config.json", "vocab.txt", "tokenizer_config.json", "model.safetensors");
    }

    @Test
    void theLayoutIsThatOfPythonsLibrary() throws IOException {
        Path folder = fixture.folder();
        assertThat(Files.readSymbolicLink(folder.resolve("model.safetensors")))
                .isEqualTo(Path.of("../../blobs", HubFixture.weightsEtag()));
        assertThat(fixture.blobs().resolve(HubServer.gitHash(new byte[] {'{', '}'})))
                .hasContent("{}");
        assertThat(fixture.model().resolve("refs/main"))
                .usingCharset("US-ASCII")
                .hasContent(HubServer.COMMIT);
        assertThat(names(fixture.model().resolve(".no_exist").resolve(HubServer.COMMIT)))
                .containsExactlyInAnyOrder(
                        "tokenizer.json",
                        "special_tokens_map.json",
                        "modules.json",
                        "sentence_bert_config.json",
                        "1_Pooling");
        assertThat(names(fixture.model()))
                .containsExactlyInAnyOrder("blobs", "refs", "snapshots", ".no_exist");
        assertThat(cache.resolve(".locks/models--org--name"))
                .isDirectoryContaining("glob:**/" + HubFixture.weightsEtag() + ".lock");
        assertThat(names(fixture.blobs())).noneMatch(name -> name.endsWith(".incomplete"));
    }

    @Test
    void theSizeOfTheDownloadIsKnownBeforeItsFirstByte() {
        fixture.folder();
        HubPlan plan = fixture.plans.getFirst();
        assertThat(fixture.plans).hasSize(1);
        assertThat(plan.bytes()).isEqualTo(10 + 6 + 2 + 300_000);
        assertThat(plan.commit()).isEqualTo(HubServer.COMMIT);
        assertThat(plan.folder()).isEqualTo(fixture.snapshot());
        assertThat(plan.downloads())
                .contains(new HubPlan.Download("model.safetensors", 300_000))
                .hasSize(4);
        assertThat(fixture.steps)
                .startsWith("config.json 0/10", "config.json 10/10")
                .contains("model.safetensors 0/300000", "model.safetensors 300000/300000");
    }

    @Test
    void aSecondTimeAsksOnlyWhetherTheRevisionHasMoved() {
        fixture.folder();
        server.forgetRequests();
        fixture.plans.clear();
        assertThat(fixture.folder()).isEqualTo(fixture.snapshot());
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests("HEAD", "/resolve/main/config.json")).hasSize(1);
        assertThat(fixture.plans).isEmpty();
    }

    @Test
    void aWholeCommitIsNotAskedForTwice() {
        var name = HubName.parse("org/name@" + HubServer.COMMIT);
        fixture.hub().folder(name, HubFiles.MODEL, fixture);
        server.forgetRequests();
        assertThat(fixture.hub().folder(name, HubFiles.MODEL, fixture))
                .isEqualTo(fixture.snapshot());
        assertThat(server.requests()).isEmpty();
        assertThat(fixture.model().resolve("refs")).doesNotExist();
    }

    @Test
    void aMovedBranchBringsOnlyWhatHasChanged() {
        fixture.folder();
        String next = "f".repeat(40);
        server.commit(next);
        server.with("config.json", "{\"dim\": 8}").forgetRequests();
        Path folder = fixture.folder();
        assertThat(folder.getFileName()).hasToString(next);
        assertThat(folder.resolve("config.json")).hasContent("{\"dim\": 8}");
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(HubFixture.WEIGHTS);
        assertThat(server.requests("GET", "")).hasSize(1);
        assertThat(fixture.snapshot().resolve("config.json")).hasContent("{\"dim\": 4}");
    }

    @Test
    void aTokenizerIsHadWithoutTheWeights() {
        Path folder = fixture.hub().folder(HubFixture.NAME, HubFiles.TOKENIZER, fixture);
        assertThat(folder.resolve("vocab.txt")).exists();
        assertThat(folder.resolve("config.json")).exists();
        assertThat(folder.resolve("model.safetensors")).doesNotExist();
        assertThat(fixture.folder().resolve("model.safetensors"))
                .hasBinaryContent(HubFixture.WEIGHTS);
    }

    @Test
    void aPullRequestIsARevision() {
        Path folder =
                fixture.hub().folder(HubName.parse("org/name@refs/pr/1"), HubFiles.MODEL, fixture);
        assertThat(folder).isEqualTo(fixture.snapshot());
        assertThat(fixture.model().resolve("refs/refs/pr/1")).hasContent(HubServer.COMMIT);
    }

    @Test
    void theTokenGoesToTheHubAndNowhereElse() {
        fixture.folder();
        assertThat(server.requests())
                .filteredOn(request -> !request.toStorage())
                .isNotEmpty()
                .allMatch(r -> ("Bearer " + HubFixture.TOKEN).equals(r.authorization()));
        assertThat(server.requests())
                .filteredOn(HubServer.Request::toStorage)
                .isNotEmpty()
                .allMatch(r -> r.authorization() == null);
    }

    @Test
    void anEmptyFileNeedsNoRequest() {
        server.with("special_tokens_map.json", "");
        assertThat(fixture.folder().resolve("special_tokens_map.json")).isEmptyFile();
    }

    @Test
    void aTokenizerJsonMakesTheVocabularyUnnecessary() {
        server.with("tokenizer.json", "{}");
        assertThat(names(fixture.folder())).contains("tokenizer.json").doesNotContain("vocab.txt");
    }

    @Test
    void anIndexBringsItsShards() {
        var sharded =
                new HubFiles(
                        List.of(List.of("none.safetensors", "big.safetensors.index.json")),
                        List.of());
        server.with("big-1.safetensors", new byte[5000])
                .with("big-2.safetensors", "two")
                .with(
                        "big.safetensors.index.json",
                        """
                        {"metadata": {"total_size": 1}, "weight_map": {"a": "big-1.safetensors",
                         "b": "big-2.safetensors", "c": "big-1.safetensors"}}
                        """);
        Path folder = fixture.hub().folder(HubFixture.NAME, sharded, fixture);
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "big-1.safetensors", "big-2.safetensors", "big.safetensors.index.json");
        assertThat(fixture.plans.getFirst().bytes()).isEqualTo(5003);
        assertThat(
                        fixture.hub(fixture.settings(true, null))
                                .folder(HubFixture.NAME, sharded, fixture))
                .isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"weight_map": {"a": "../../../etc/x"}} | tensor 'a' lies in '../../../etc/x'
                    {"weight_map": []}                      | weight_map must be an object
                    {"weight_map": {}}                      | there is no weight_map that names
                    {"metadata": {}}                        | there is no weight_map that names
                    """)
    void anIndexThatIsNoneIsNamed(String content, String complaint) {
        var sharded = new HubFiles(List.of(List.of("x.safetensors.index.json")), List.of());
        server.with("x.safetensors.index.json", content);
        assertRefused(Kind.INDEX, () -> fixture.hub().folder(HubFixture.NAME, sharded, fixture))
                .startsWith(fixture.snapshot().resolve("x.safetensors.index.json") + ": ")
                .contains(complaint)
                .endsWith("; ask its authors to mend it");
    }

    @Test
    void aShardWithANameThatTheHubCannotHaveIsRefused() {
        var sharded = new HubFiles(List.of(List.of("x.safetensors.index.json")), List.of());
        server.with("x.safetensors.index.json", "{\"weight_map\": {\"a\": \"what?\"}}");
        assertRefused(Kind.NAME, () -> fixture.hub().folder(HubFixture.NAME, sharded, fixture))
                .contains("'what?' cannot be a file of a model");
    }

    @Test
    void whatIsRequiredAndNowhereIsNamed() {
        var wanted = new HubFiles(List.of(List.of("a.json", "b.json")), List.of());
        assertRefused(
                        Kind.FILE_NOT_FOUND,
                        () -> fixture.hub().folder(HubFixture.NAME, wanted, fixture))
                .isEqualTo(
                        "org/name has no a.json and no b.json; give a model that has one, or a"
                                + " revision to which it was added");
    }

    @Test
    void offlineTheCachedModelIsUsedWithoutAnyRequest() {
        fixture.folder();
        server.forgetRequests();
        assertThat(fixture.folderOffline()).isEqualTo(fixture.snapshot());
        assertThat(server.requests()).isEmpty();
        assertThat(fixture.notes).isEmpty();
    }

    @Test
    void offlineWithoutTheModelNamesTheVariable() {
        assertRefused(Kind.OFFLINE, fixture::folderOffline)
                .isEqualTo(
                        "the cache "
                                + fixture.model()
                                + " has nothing of org/name, and HF_HUB_OFFLINE forbids to ask the"
                                + " hub; unset it, or fill the cache with org/name on a machine"
                                + " with a network");
    }

    @Test
    void offlineWithHalfTheModelNamesWhatIsLacking() throws IOException {
        fixture.folder();
        Files.delete(fixture.snapshot().resolve("vocab.txt"));
        assertRefused(Kind.OFFLINE, fixture::folderOffline)
                .contains("the cache " + fixture.snapshot() + " lacks tokenizer.json or vocab.txt");
    }

    @Test
    void withoutANetworkTheCachedModelIsUsedAndTheListenerHearsIt() {
        fixture.folder();
        server.close();
        assertThat(fixture.folder()).isEqualTo(fixture.snapshot());
        assertThat(fixture.notes).hasSize(1);
        assertThat(fixture.notes.getFirst())
                .startsWith(
                        "the cached commit "
                                + HubServer.COMMIT
                                + " of org/name is used, because "
                                + server.endpoint()
                                + " cannot be reached (java.net.ConnectException");
    }

    @Test
    void withoutANetworkAndWithoutTheModelBothAreNamed() {
        server.close();
        assertRefused(Kind.NO_NETWORK, fixture::folder)
                .startsWith(
                        "the cache "
                                + fixture.model()
                                + " has nothing of org/name, and "
                                + server.endpoint()
                                + " cannot be reached (java.net.ConnectException")
                .endsWith(
                        "; check the network and the proxy (-Dhttps.proxyHost=HOST), or give the"
                                + " path of a folder that holds the model")
                .doesNotContain("HF_HUB_OFFLINE");
    }

    @Test
    void aBranchIsNotedOnlyWhenItsFilesAreThere() {
        server.always("GET", HubFixture.weightsEtag(), HubServer.refusal(404));
        assertRefused(Kind.NOT_A_HUB, fixture::folder);
        assertThat(fixture.model().resolve("refs")).doesNotExist();
    }

    @Test
    void aRefThatIsNoCommitIsNotFollowed() throws IOException {
        Path ref = fixture.model().resolve("refs/main");
        Files.createDirectories(ref.getParent());
        Files.writeString(ref, "../../../elsewhere");
        assertRefused(Kind.OFFLINE, fixture::folderOffline).contains("has nothing of org/name");
    }

    @Test
    void withoutSymbolicLinksTheFilesAreCopies() throws IOException {
        Path folder =
                fixture.folder(fixture.hub(fixture.settings(false, null), new HubDisks.Plain()));
        Path weights = folder.resolve("model.safetensors");
        assertThat(Files.isSymbolicLink(weights)).isFalse();
        assertThat(weights).hasBinaryContent(HubFixture.WEIGHTS);
        assertThat(names(fixture.model())).noneMatch(name -> name.startsWith("tmp_"));
    }

    @Test
    void aLinkWhoseBlobWasDeletedIsMadeAnew() throws IOException {
        Path folder = fixture.folder();
        Files.delete(fixture.blobs().resolve(HubFixture.weightsEtag()));
        assertThat(Files.exists(folder.resolve("model.safetensors"))).isFalse();
        fixture.folder();
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(HubFixture.WEIGHTS);
    }

    @Test
    void aBlobThatWasCutShortIsReplaced() throws IOException {
        Files.createDirectories(fixture.blobs());
        Files.write(fixture.blobs().resolve(HubFixture.weightsEtag()), new byte[7]);
        assertThat(fixture.folder().resolve("model.safetensors"))
                .hasBinaryContent(HubFixture.WEIGHTS);
    }

    private static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AbstractStringAssert<?> assertRefused(Kind kind, ThrowingCallable call) {
        HubException e = catchThrowableOfType(HubException.class, call);
        assertThat(e).isNotNull();
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
        return assertThat(e.getMessage());
    }
}
