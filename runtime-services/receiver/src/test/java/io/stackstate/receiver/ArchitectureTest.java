package io.stackstate.receiver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.stackstate.receiver",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KAFKA_TYPES_STAY_IN_THE_KAFKA_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..receiver.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule READING_KNOWS_NEITHER_HTTP_NOR_KAFKA =
      noClasses()
          .that()
          .resideInAPackage("..receiver.intake..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.linecorp.armeria..", "..receiver.http..", "..receiver.kafka..");

  @ArchTest
  static final ArchRule KAFKA_KNOWS_NO_HTTP =
      noClasses()
          .that()
          .resideInAPackage("..receiver.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.linecorp.armeria..", "..receiver.http..");

  @ArchTest
  static final ArchRule OF_THE_PLATFORM_ONLY_THE_MODEL_IS_KNOWN =
      noClasses()
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "belong to other services",
                  c ->
                      c.getPackageName().startsWith("io.stackstate.")
                          && !c.getPackageName().startsWith("io.stackstate.model")
                          && !c.getPackageName().startsWith("io.stackstate.receiver")));
}
