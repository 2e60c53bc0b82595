package dev.distil4j.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.console.Output;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.console.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

class ModelOptionsTest {

    @Command(name = "do")
    private static final class Do {
        @Mixin private final ModelOptions model;

        Do(DefaultModel byDefault) {
            model = new ModelOptions(byDefault);
        }

        ModelSource source(String... args) {
            new CommandLine(this).parseArgs(args);
            var nowhere = new PrintStream(OutputStream.nullOutputStream());
            var streams =
                    new Streams(
                            InputStream.nullInputStream(),
                            new Output(nowhere),
                            nowhere,
                            Terminal.none());
            return model.open((source, options) -> source, Options.defaults(), streams);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheOptionItIsTheCommandsOwnModelWhichTheHelpNames(DefaultModel byDefault) {
        assertThat(new Do(byDefault).source()).isEqualTo(byDefault.source());
        String help = new CommandLine(new Do(byDefault)).setUsageHelpWidth(120).getUsageMessage();
        assertThat(help).contains("Without it: " + byDefault.shown() + ".");
    }

    @Test
    void whatTheUserNamesIsAFolderIfThereIsOneAndElseOnTheHub(@TempDir Path folder) {
        var command = new Do(DefaultModel.FILL_MASK);
        assertThat(command.source("--model", folder.toString()))
                .isEqualTo(ModelSource.folder(folder));
        assertThat(command.source("-m", "acme/small")).isEqualTo(ModelSource.hub("acme/small"));
    }

    @Test
    void onlyTheSentimentModelComesWithTheProject() {
        assertThat(DefaultModel.CLASSIFY.source()).isEqualTo(ModelSource.embedded());
        for (DefaultModel model : DefaultModel.values()) {
            if (model != DefaultModel.CLASSIFY) {
                assertThat(model.source()).isEqualTo(ModelSource.hub(model.shown()));
            }
        }
    }
}
