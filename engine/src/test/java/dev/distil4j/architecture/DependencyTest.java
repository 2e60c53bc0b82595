package dev.distil4j.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrows point one way, and each module knows only what its line in the design allows. */
class DependencyTest {

    private static final String PROJECT = "dev.distil4j..";
    private static final String VECTOR_API = "jdk.incubator.vector..";

    @Test
    void allModulesAreSeen() {
        for (String name :
                new String[] {
                    "dev.distil4j.Distil4J",
                    "dev.distil4j.model.Encoder",
                    "dev.distil4j.answering.AnswerSpans",
                    "dev.distil4j.kernels.Backend",
                    "dev.distil4j.kernels.cpu.VectorBackend",
                    "dev.distil4j.kernels.opencl.OpenClBackends",
                    "dev.distil4j.loaders.SafetensorsFile",
                    "dev.distil4j.tokenizer.WordPieceTokenizer"
                }) {
            assertThat(Modules.CLASSES.contain(name)).as(name).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dev.distil4j.kernels..,   dev.distil4j.kernels..",
        "dev.distil4j.tokenizer.., dev.distil4j.tokenizer..",
        "dev.distil4j.loaders..,   dev.distil4j.loaders.."
    })
    void aLowerModuleKnowsNoOther(String module, String allowed) {
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage(PROJECT).and(not(resideInAPackage(allowed))))
                .check(Modules.CLASSES);
    }

    @Test
    void theModelKnowsKernelsAndNamedTensorsAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.distil4j.model")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(PROJECT)
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "dev.distil4j.model",
                                                        "dev.distil4j.kernels",
                                                        "dev.distil4j.loaders"))))
                .check(Modules.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answering", "entailment", "masking", "scores", "tagging"})
    void postProcessingKnowsTokensAndNumbersAlone(String task) {
        noClasses()
                .that()
                .resideInAPackage("dev.distil4j." + task)
                .should()
                .dependOnClassesThat(
                        resideInAPackage(PROJECT)
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "dev.distil4j." + task,
                                                        "dev.distil4j.scores",
                                                        "dev.distil4j.tokenizer"))))
                .check(Modules.CLASSES);
    }

    @Test
    void thePipelineKnowsNoTask() {
        noClasses()
                .that()
                .resideInAPackage("dev.distil4j.pipeline")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(PROJECT)
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "dev.distil4j.pipeline",
                                                        "dev.distil4j.model",
                                                        "dev.distil4j.kernels",
                                                        "dev.distil4j.loaders",
                                                        "dev.distil4j.tokenizer"))))
                .check(Modules.CLASSES);
    }

    @Test
    void nobodyReachesBehindTheInterfaceOfTheKernels() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.distil4j.kernels..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.distil4j.kernels.cpu..", "dev.distil4j.kernels.opencl..")
                .check(Modules.CLASSES);
    }

    @Test
    void joclStaysBehindOneDoorThatOpensWithoutIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.distil4j.kernels.opencl")
                .or()
                .haveNameMatching("dev\\.distil4j\\.kernels\\.opencl\\.(OpenClBackends|Jocl)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jocl..")
                .check(Modules.CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.distil4j.kernels.opencl")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.distil4j.kernels.opencl")
                                .and(not(simpleName("OpenClBackends"))))
                .check(Modules.CLASSES);
    }

    @Test
    void vectorsStayInTheVectorKernels() {
        classes()
                .that()
                .haveNameNotMatching("dev\\.distil4j\\.kernels\\.cpu\\.(Vector\\w*|Lanes)(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage(VECTOR_API)
                .check(Modules.CLASSES);
    }

    @Test
    void vectorKernelsAreNamedByEachOtherAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.distil4j.kernels")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("dev\\.distil4j\\.kernels\\.cpu\\.(Vector\\w*|Lanes).*")
                .check(Modules.CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        // The kernels' interface and their CPU side are one slice: the choice of a backend names
        // what it chooses among.
        slices().matching("dev.distil4j.(*)..").should().beFreeOfCycles().check(Modules.CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.distil4j.(*)..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.distil4j")
                .check(Modules.CLASSES);
    }

    @Test
    void onlyLoadersKnowAFileFormatsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.distil4j.loaders")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
                .check(Modules.CLASSES);
    }

    @Test
    void nothingNativeAndNoOtherEngineIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.onnxruntime..", "ai.djl..", "org.tensorflow..", "org.bytedeco..")
                .check(Modules.CLASSES);
        noClasses()
                .should()
                .callMethod(System.class, "loadLibrary", String.class)
                .orShould()
                .callMethod(System.class, "load", String.class)
                .check(Modules.CLASSES);
    }
}
