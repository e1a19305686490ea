package io.stackstate.benchmarks.contest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.stackstate.benchmarks.contest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** It runs beside any library of any contender. */
  @ArchTest
  static final ArchRule KNOWS_THE_JDK_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.stackstate.benchmarks.contest", "java..");
}
