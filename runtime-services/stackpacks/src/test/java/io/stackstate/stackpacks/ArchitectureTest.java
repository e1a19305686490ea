package io.stackstate.stackpacks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"io.stackstate.stackpacks", "com.stackstate.stackpack"},
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsFunctionsAndQueriesButNoStoreAndNoWire =
      classes()
          .that()
          .resideInAPackage("io.stackstate..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.stackpacks..",
              "io.stackstate.functions..",
              "io.stackstate.stql",
              "io.stackstate.model..",
              "com.stackstate.stackpack..",
              "com.fasterxml.jackson..",
              "com.typesafe.config..",
              "org.yaml.snakeyaml..",
              "org.slf4j..",
              "groovy.lang..",
              "org.objectweb.asm..",
              "java..",
              "javax.crypto..");

  @ArchTest
  static final ArchRule settingsKnowNoDocumentsAndNoPacks =
      noClasses()
          .that()
          .resideInAPackage("io.stackstate.stackpacks.settings")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.stackpacks.stj",
              "io.stackstate.stackpacks.archive",
              "io.stackstate.stackpacks.provision");

  @ArchTest
  static final ArchRule archivesKnowNoSettings =
      noClasses()
          .that()
          .resideInAPackage("io.stackstate.stackpacks.archive")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.stackpacks.stj",
              "io.stackstate.stackpacks.settings",
              "io.stackstate.stackpacks.provision");

  @ArchTest
  static final ArchRule theContractOfScriptsKnowsNothingOfThePlatform =
      classes()
          .that()
          .resideInAPackage("com.stackstate.stackpack")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("com.stackstate.stackpack", "groovy.lang", "java..");
}
