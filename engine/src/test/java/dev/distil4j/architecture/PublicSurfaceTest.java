package dev.distil4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;

import dev.distil4j.Answer;
import dev.distil4j.ClassificationOptions;
import dev.distil4j.Distil4J;
import dev.distil4j.EmbeddingOptions;
import dev.distil4j.EntityGroup;
import dev.distil4j.FillMaskOptions;
import dev.distil4j.FilledMask;
import dev.distil4j.GroupingOptions;
import dev.distil4j.Mask;
import dev.distil4j.ModelInfo;
import dev.distil4j.ModelSource;
import dev.distil4j.QuestionAnsweringOptions;
import dev.distil4j.QuestionInput;
import dev.distil4j.Score;
import dev.distil4j.SquadPrediction;
import dev.distil4j.SquadRecipe;
import dev.distil4j.TaggerInput;
import dev.distil4j.TextInput;
import dev.distil4j.TokenEntity;
import dev.distil4j.ZeroShotClassification;
import dev.distil4j.ZeroShotOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What users can name: the public types of the facade, and all that their public members mention.
 * To change the surface is a decision; this test asks for it.
 */
class PublicSurfaceTest {

    private static final String FACADE = Distil4J.class.getPackageName();

    private static final List<String> SURFACE =
            List.of(
                    "dev.distil4j.AggregationStrategy",
                    "dev.distil4j.Answer",
                    "dev.distil4j.BackendException",
                    "dev.distil4j.ClassificationOptions",
                    "dev.distil4j.ClosedException",
                    "dev.distil4j.Distil4J",
                    "dev.distil4j.Distil4JException",
                    "dev.distil4j.EmbeddingOptions",
                    "dev.distil4j.Entity",
                    "dev.distil4j.EntityGroup",
                    "dev.distil4j.FeatureExtractor",
                    "dev.distil4j.FillMask",
                    "dev.distil4j.FillMaskOptions",
                    "dev.distil4j.FilledMask",
                    "dev.distil4j.GroupingOptions",
                    "dev.distil4j.InputException",
                    "dev.distil4j.Mask",
                    "dev.distil4j.ModelException",
                    "dev.distil4j.ModelInfo",
                    "dev.distil4j.ModelSource",
                    "dev.distil4j.ModelSource$Embedded",
                    "dev.distil4j.ModelSource$Folder",
                    "dev.distil4j.ModelSource$Hub",
                    "dev.distil4j.Options",
                    "dev.distil4j.Pooling",
                    "dev.distil4j.QuestionAnswering",
                    "dev.distil4j.QuestionAnsweringOptions",
                    "dev.distil4j.QuestionInput",
                    "dev.distil4j.Score",
                    "dev.distil4j.ScoreFunction",
                    "dev.distil4j.SentenceEmbedder",
                    "dev.distil4j.SquadPrediction",
                    "dev.distil4j.SquadPrediction$Candidate",
                    "dev.distil4j.SquadRecipe",
                    "dev.distil4j.TaggerInput",
                    "dev.distil4j.TaggerInput$Text",
                    "dev.distil4j.TaggerInput$Words",
                    "dev.distil4j.Task",
                    "dev.distil4j.TextClassifier",
                    "dev.distil4j.TextInput",
                    "dev.distil4j.TokenEntity",
                    "dev.distil4j.TokenTagger",
                    "dev.distil4j.ZeroShotClassification",
                    "dev.distil4j.ZeroShotClassifier",
                    "dev.distil4j.ZeroShotOptions",
                    "dev.distil4j.kernels.Precision",
                    "dev.distil4j.kernels.Threads",
                    "dev.distil4j.loaders.HubName",
                    "dev.distil4j.loaders.HubPlan",
                    "dev.distil4j.loaders.HubPlan$Download",
                    "dev.distil4j.loaders.HubProgress",
                    "dev.distil4j.tokenizer.AddedToken",
                    "dev.distil4j.tokenizer.CleanUp",
                    "dev.distil4j.tokenizer.Decoding",
                    "dev.distil4j.tokenizer.Encoding",
                    "dev.distil4j.tokenizer.EncodingOptions",
                    "dev.distil4j.tokenizer.IdSequences",
                    "dev.distil4j.tokenizer.Normalization",
                    "dev.distil4j.tokenizer.SpecialTokens",
                    "dev.distil4j.tokenizer.TokenizerInput",
                    "dev.distil4j.tokenizer.Truncation",
                    "dev.distil4j.tokenizer.Vocabulary",
                    "dev.distil4j.tokenizer.WordPieceTokenizer",
                    "dev.distil4j.tokenizer.WordPieceTokenizer$Builder");

    @Test
    void theSurfaceIsThatOfTheList() {
        assertThat(surface()).containsExactlyElementsOf(SURFACE);
    }

    @Test
    void itsTypesCannotBeExtended() {
        for (String name : SURFACE) {
            JavaClass type = Modules.CLASSES.get(name);
            assertThat(
                            type.isInterface()
                                    || type.getModifiers().contains(JavaModifier.FINAL)
                                    || type.reflect().isSealed())
                    .as(name + " is final, sealed or an interface")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Answer.class,
                QuestionAnsweringOptions.class,
                QuestionInput.class,
                SquadPrediction.class,
                SquadPrediction.Candidate.class,
                SquadRecipe.class,
                Score.class,
                ModelInfo.class,
                TextInput.class,
                ModelSource.Folder.class,
                ModelSource.Embedded.class,
                ClassificationOptions.class,
                TokenEntity.class,
                EntityGroup.class,
                TaggerInput.Text.class,
                TaggerInput.Words.class,
                GroupingOptions.class,
                FillMaskOptions.class,
                FilledMask.class,
                Mask.class,
                EmbeddingOptions.class,
                ZeroShotClassification.class,
                ZeroShotOptions.class
            })
    void inputsResultsAndSourcesAreSerializableRecords(Class<?> type) {
        assertThat(type).isRecord();
        assertThat(Serializable.class).isAssignableFrom(type);
    }

    private static Set<String> surface() {
        Set<String> seen = new TreeSet<>();
        Deque<JavaClass> open = new ArrayDeque<>();
        Modules.CLASSES.stream()
                .filter(type -> type.getPackageName().equals(FACADE))
                .filter(PublicSurfaceTest::isPublic)
                .forEach(open::add);
        while (!open.isEmpty()) {
            JavaClass type = open.remove();
            if (type.getPackageName().startsWith(FACADE) && seen.add(type.getName())) {
                mentionedBy(type).forEach(open::add);
            }
        }
        return seen;
    }

    private static boolean isPublic(JavaClass type) {
        boolean itself = type.getModifiers().contains(JavaModifier.PUBLIC);
        return itself && type.getEnclosingClass().map(PublicSurfaceTest::isPublic).orElse(true);
    }

    private static Stream<JavaClass> mentionedBy(JavaClass type) {
        Stream<JavaType> members =
                type.getCodeUnits().stream()
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(PublicSurfaceTest::signature);
        Stream<JavaType> fields =
                type.getFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(field -> field.getType());
        Stream<JavaType> parents =
                Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
        return Stream.of(members, fields, parents)
                .flatMap(types -> types)
                .flatMap(mentioned -> mentioned.getAllInvolvedRawTypes().stream());
    }

    private static Stream<JavaType> signature(JavaCodeUnit member) {
        return Stream.of(
                        Stream.of(member.getReturnType()),
                        member.getParameterTypes().stream(),
                        member.getExceptionTypes().stream())
                .flatMap(types -> types);
    }
}
