package dev.distil4j.app;

import dev.distil4j.app.console.EnumNames;
import dev.distil4j.app.console.Streams;

import org.jspecify.annotations.Nullable;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Objects;

/** {@code distil completion}. */
@Command(
        name = "completion",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Write the script that lets a shell complete commands and options.",
        footer = {
            "",
            "Examples:",
            "  distil completion bash > ~/.local/share/bash-completion/completions/distil",
            "  distil completion zsh > ~/.distil.zsh    # once",
            "  source ~/.distil.zsh                     # in ~/.zshrc, behind compinit"
        })
final class CompletionCommand implements Runnable {

    private final Streams streams;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            converter = ShellNames.class,
            completionCandidates = ShellNames.class,
            description = "bash or zsh; one script serves both.")
    @SuppressWarnings("unused") // names what may be asked for
    private @Nullable Shell shell;

    /** Shells for which there is a script. */
    enum Shell {
        BASH,
        ZSH
    }

    /** The names of shells. */
    static final class ShellNames extends EnumNames<Shell> {
        ShellNames() {
            super(Shell.values());
        }
    }

    CompletionCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        CommandLine distil = Objects.requireNonNull(spec).root().commandLine();
        streams.out().write(AutoComplete.bash(distil.getCommandName(), distil));
    }
}
