package dev.distil4j.loaders;

import static dev.distil4j.loaders.HubTest.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.loaders.HubException.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubNameTest {

    @ParameterizedTest
    @CsvSource({
        "org/name,org/name,main,org/name",
        "distilbert-base-uncased,distilbert-base-uncased,main,distilbert-base-uncased",
        "Org_1/a.b-c_d@v1.0,Org_1/a.b-c_d,v1.0,Org_1/a.b-c_d@v1.0",
        "org/name@main,org/name,main,org/name",
        "org/name@refs/pr/1,org/name,refs/pr/1,org/name@refs/pr/1",
        "org/name@user@home,org/name,user@home,org/name@user@home",
        "_/_,_/_,main,_/_"
    })
    void aNameIsARepositoryAndARevision(
            String text, String repository, String revision, String shown) {
        HubName name = HubName.parse(text);
        assertThat(name).isEqualTo(new HubName(repository, revision));
        assertThat(name).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "a/",
                "/a",
                "a/b/c",
                "..",
                ".",
                "../a",
                "a/..",
                "./a",
                "a..b",
                "a--b",
                "org/a--b",
                "-a",
                "a-",
                ".a",
                "a.",
                "a/.b",
                "a\\b",
                "C:\\models",
                "a b",
                "a\0b",
                "a\nb",
                "org/name.git",
                "naïve/model",
                "~/model",
                "a/b%2f..",
                "model\u202e"
            })
    void aRepositoryThatCouldNotBeOneIsRefused(String text) {
        assertRefused(Kind.NAME, () -> HubName.parse(text))
                .contains(" cannot be the name of a model on the hub: ")
                .endsWith("; write it as org/name or org/name@revision")
                .doesNotContain("\0", "\n", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "a/../b",
                "/a",
                "a/",
                "a//b",
                "a\\b",
                "a b",
                "a\0b",
                "a\nb",
                ".a",
                "a/.b",
                "a.lock",
                "a/b.lock/c",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "[a",
                "-a",
                "a@{1}",
                "a.",
                "a\u0085b"
            })
    void aRevisionThatCouldNotBeOneIsRefused(String revision) {
        assertRefused(Kind.NAME, () -> HubName.parse("org/name@" + revision))
                .endsWith(
                        " cannot be a revision of a model; give a branch, a tag or a commit, as in"
                                + " org/name@main");
    }

    @Test
    void theLongestPartHas96Characters() {
        String longest = "a".repeat(96);
        assertThat(HubName.parse(longest + "/" + longest).repository()).hasSize(193);
        assertRefused(Kind.NAME, () -> HubName.parse("org/" + longest + "a"))
                .contains("a part of it has more than 96 characters");
    }

    @Test
    void theLongestRevisionHas200Characters() {
        assertThat(HubName.parse("a@" + "b".repeat(200)).revision()).hasSize(200);
        assertRefused(Kind.NAME, () -> HubName.parse("a@" + "b".repeat(201)))
                .contains("cannot be a revision");
    }

    @Test
    void onlyAWholeHashIsACommit() {
        assertThat(HubName.parse("a@" + "0".repeat(40)).isCommit()).isTrue();
        assertThat(HubName.parse("a@" + "0".repeat(39)).isCommit()).isFalse();
        assertThat(HubName.parse("a@" + "G".repeat(40)).isCommit()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "..", "../a", "/a", "a/", "a//b", "a\\b", ".a", "a/.b", "a\0", "a:b", "C:"
            })
    void aFileThatCouldLeaveTheFolderIsRefused(String file) {
        assertRefused(Kind.NAME, () -> HubFiles.MODEL.withOptional(file))
                .endsWith(
                        " cannot be a file of a model: give a path in its folder, with '/' between"
                                + " its parts");
    }

    @Test
    void aFileMayLieInAFolder() {
        assertThat(HubFiles.MODEL.withOptional("1_Pooling/config.json").optional())
                .endsWith("1_Pooling/config.json");
    }
}
