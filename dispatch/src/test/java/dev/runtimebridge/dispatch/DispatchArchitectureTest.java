package dev.runtimebridge.dispatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DispatchArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.runtimebridge.dispatch");

  @Test
  void shouldKeepTheDomainPlain() {
    assertFound("dev.runtimebridge.dispatch.domain");
    noClasses()
        .that()
        .resideInAPackage("..dispatch.domain..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "com.google.protobuf..",
            "io.quarkus..",
            "jakarta..",
            "dev.runtimebridge.schemas..")
        .check(CLASSES);
  }

  @Test
  void shouldKeepClocksAndChanceOutOfTheDomain() {
    noClasses()
        .that()
        .resideInAPackage("..dispatch.domain..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.random.RandomGenerator.class)
        .check(CLASSES);
  }

  private static void assertFound(String name) {
    assertTrue(CLASSES.stream().anyMatch(type -> type.getPackageName().equals(name)), name);
  }
}
