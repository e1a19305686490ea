package io.stackstate.automation.output;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.stackstate.automation.output",
    importOptions = DoNotIncludeTests.class)
class OutputArchitectureTest {
  @ArchTest
  static final ArchRule OUTPUTS_KNOW_NEITHER_KAFKA_NOR_TOPOLOGY_NOR_WHO_USES_THEM =
      classes()
          .that()
          .resideOutsideOfPackage("io.stackstate.automation.output.kafka")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.automation.output..",
              "io.stackstate.model",
              "io.stackstate.model.change",
              "io.stackstate.functions.template",
              "com.fasterxml.jackson..",
              "com.typesafe.config..",
              "jakarta.mail..",
              "org.eclipse.angus.mail..",
              "org.apache.hc..",
              "software.amazon.awssdk..",
              "org.slf4j..",
              "javax.net.ssl..",
              "javax.crypto..",
              "java..");

  @ArchTest
  static final ArchRule THE_OUTPUT_TO_KAFKA_KNOWS_NO_MORE_THAN_ITS_CLIENT =
      noClasses()
          .that()
          .resideInAPackage("io.stackstate.automation.output.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.stackstate.topology..", "io.stackstate.stql..");

  @ArchTest
  static final ArchRule THE_CLIENT_OF_HTTP_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.automation.output.http")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..");

  @ArchTest
  static final ArchRule MAIL_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.automation.output.mail")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

  @ArchTest
  static final ArchRule THE_LIBRARY_OF_AWS_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.automation.output.aws")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule TEMPLATES_ARE_SEEN_BY_THE_TEXT_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.automation.output.text")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.stackstate.functions..");
}
