package dev.runtimebridge.solo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may depend on whom. Rules are plain tests that first see that classes were found: as fields
 * of ArchUnit's own runner they ran nothing and stayed green.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.runtimebridge.";

  /**
   * Modules with a domain; that of the dispatcher is a library, because the API computes with it.
   */
  private static final List<String> DOMAINS =
      List.of("fetcher", "syncer", "submitter", "lifecycle", "dispatch");

  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          module("schemas"),
          module("substrate"),
          module("broker"),
          module("dispatch"),
          module("devnet", "schemas", "substrate"),
          module("chainrpc", "substrate"),
          module("fetcher", "schemas", "substrate", "chainrpc"),
          module("syncer", "schemas", "substrate"),
          module("submitter", "schemas", "substrate", "chainrpc"),
          module("dispatcher", "schemas", "substrate", "dispatch"),
          module("lifecycle", "schemas", "substrate", "dispatch"));

  private static final String[] FRAMEWORKS = {
    "org.apache.kafka..",
    "io.quarkus..",
    "io.grpc..",
    "jakarta..",
    "io.smallrye..",
    "io.vertx..",
    "com.google.protobuf..",
    "java.net.http.."
  };

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.runtimebridge");
  }

  @Test
  void shouldKeepModulesApart() {
    for (var module : MAY_USE.entrySet()) {
      List<String> forbidden =
          MAY_USE.keySet().stream()
              .filter(other -> !other.equals(module.getKey()))
              .filter(other -> !module.getValue().contains(other))
              .map(ArchitectureTest::in)
              .toList();
      check(
          module.getKey(),
          noClasses()
              .that()
              .resideInAPackage(in(module.getKey()))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(forbidden.toArray(String[]::new)));
    }
  }

  @Test
  void shouldKeepFrameworksOutOfTheDomain() {
    for (String module : DOMAINS) {
      check(
          module + ".domain",
          noClasses()
              .that()
              .resideInAPackage(in(module + ".domain"))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(FRAMEWORKS));
    }
  }

  /** The API's rules are about the API's own messages; what lives on has events of its own. */
  @Test
  void shouldKeepTheRecordsOfTheLogOutOfTheDomain() {
    for (String service : List.of("fetcher", "syncer", "submitter", "dispatch")) {
      check(
          service + ".domain",
          noClasses()
              .that()
              .resideInAPackage(in(service + ".domain"))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(in("schemas")));
    }
  }

  @Test
  void shouldLetTheDomainDependOnNothingOutwards() {
    for (String module : DOMAINS) {
      check(
          module + ".domain",
          noClasses()
              .that()
              .resideInAPackage(in(module + ".domain"))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  in(module + ".port"),
                  in(module + ".topology"),
                  in(module + ".pipeline"),
                  in(module + ".session"),
                  in(module + ".adapter"),
                  in(module + ".config")));
    }
  }

  @Test
  void shouldKeepTheClockOutOfTheDomain() {
    for (String module : DOMAINS) {
      check(
          module + ".domain",
          noClasses()
              .that()
              .resideInAPackage(in(module + ".domain"))
              .should()
              .callMethod(java.time.Instant.class, "now")
              .orShould()
              .callMethod(System.class, "currentTimeMillis")
              .orShould()
              .callMethod(System.class, "nanoTime")
              .orShould()
              .callMethod(java.util.UUID.class, "randomUUID"));
    }
  }

  @Test
  void shouldKeepQuarkusInTheAdapters() {
    for (String inner :
        List.of(
            "syncer.topology",
            "syncer.session",
            "fetcher.pipeline",
            "submitter.pipeline",
            "dispatcher.topology",
            "lifecycle.alert",
            "lifecycle.dispatch",
            "lifecycle.table",
            "lifecycle.words")) {
      check(
          inner,
          noClasses()
              .that()
              .resideInAPackage(in(inner))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  "io.quarkus..",
                  "jakarta..",
                  in(inner.substring(0, inner.indexOf('.')) + ".adapter")));
    }
  }

  @Test
  void shouldKeepSubstrateFreeOfEverything() {
    check(
        "substrate",
        noClasses()
            .that()
            .resideInAPackage(in("substrate"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS));
  }

  @Test
  void shouldMarkEveryPackageAgainstNull() {
    check(
        "",
        classes()
            .that()
            .haveSimpleName("package-info")
            .and()
            .resideOutsideOfPackages(
                "dev.runtimebridge.schemas.v1..", "dev.runtimebridge.schemas.prpc..")
            .should()
            .beAnnotatedWith(org.jspecify.annotations.NullMarked.class));
  }

  private static Map.Entry<String, List<String>> module(String name, String... mayUse) {
    return Map.entry(name, List.of(mayUse));
  }

  private static String in(String module) {
    return ROOT + module + "..";
  }

  private static void check(String packages, ArchRule rule) {
    assertTrue(
        classes.stream().anyMatch(type -> type.getPackageName().startsWith(ROOT + packages)),
        "no classes found in " + packages);
    rule.check(classes);
  }
}
