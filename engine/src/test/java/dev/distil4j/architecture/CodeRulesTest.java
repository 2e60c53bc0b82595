package dev.distil4j.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;

import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;

/** What no class of the library does. */
class CodeRulesTest {

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(Modules.CLASSES);
    }

    @Test
    void nothingIsLoggedButThroughTheSystemsLogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
                .check(Modules.CLASSES);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that().areStatic().should().beFinal().check(Modules.CLASSES);
    }

    @Test
    void staticFieldsHoldNoState() {
        noFields().that().areStatic().should().haveRawType(statefulType()).check(Modules.CLASSES);
    }

    /** Types that are made to change; List and Map can be unmodifiable, their classes can't. */
    private static DescribedPredicate<JavaClass> statefulType() {
        return DescribedPredicate.describe(
                "a type that is made to change",
                type ->
                        type.getPackageName().startsWith("java.util.concurrent.atomic")
                                || type.isEquivalentTo(ThreadLocal.class)
                                || type.isAssignableTo(Executor.class)
                                || type.isAssignableTo(Lock.class)
                                || type.isAssignableTo(Thread.class)
                                || type.isAssignableTo(StringBuilder.class)
                                || isMutableCollection(type));
    }

    private static boolean isMutableCollection(JavaClass type) {
        boolean collection =
                type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        return collection && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }
}
