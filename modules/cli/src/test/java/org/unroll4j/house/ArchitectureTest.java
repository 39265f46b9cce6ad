package org.unroll4j.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;

/** The rules of docs/architecture.md, read from the compiled classes. */
@AnalyzeClasses(packages = "org.unroll4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ARROWS_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.unroll4j..")
          .layer("openblas")
          .definedBy("org.unroll4j.openblas..")
          .layer("core")
          .definedBy("org.unroll4j.core..")
          .layer("vector")
          .definedBy("org.unroll4j.vector..")
          .layer("dl4j")
          .definedBy("org.unroll4j.dl4j..")
          .layer("interop")
          .definedBy("org.unroll4j.interop..")
          .layer("validation")
          .definedBy("org.unroll4j.validation..")
          .layer("data")
          .definedBy("org.unroll4j.data..")
          .layer("studies")
          .definedBy("org.unroll4j.studies..")
          .layer("report")
          .definedBy("org.unroll4j.report..")
          .layer("cli")
          .definedBy("org.unroll4j.cli..")
          .whereLayer("openblas")
          .mayOnlyBeAccessedByLayers("studies")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers("vector", "dl4j", "interop", "validation", "studies")
          .whereLayer("vector")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("dl4j")
          .mayOnlyBeAccessedByLayers("interop", "validation", "studies")
          .whereLayer("interop")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("validation")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("studies", "cli")
          .whereLayer("studies")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.unroll4j.(**)").should().beFreeOfCycles();

  /** Frameworks whose libraries do not go with ND4J's answer in processes without it. */
  @ArchTest
  static final ArchRule WHAT_A_PEER_IS_ASKED_NEEDS_JAVA_ONLY =
      classes()
          .that()
          .resideInAnyPackage(
              "org.unroll4j.validation.peer..", "org.unroll4j.validation.differences..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.unroll4j.validation.peer..", "org.unroll4j.validation.differences..");

  @ArchTest
  static final ArchRule CORE_NEEDS_ND4J_AND_NOTHING_ELSE =
      classes()
          .that()
          .resideInAPackage("org.unroll4j.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.nd4j.linalg..", "org.unroll4j.core..");

  @ArchTest
  static final ArchRule REPORT_KNOWS_PLAIN_VALUES =
      noClasses()
          .that()
          .resideInAPackage("org.unroll4j.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.datavec..");

  @ArchTest
  static final ArchRule DATA_DOES_NOT_KNOW_THE_NETWORK =
      noClasses()
          .that()
          .resideInAPackage("org.unroll4j.data..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.deeplearning4j..");

  @ArchTest
  static final ArchRule LAYOUTS_ARE_CONVERTED_AT_THE_DOOR =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.unroll4j.core..",
              "org.unroll4j.vector..",
              "org.unroll4j.studies..",
              "org.unroll4j.cli..")
          .should()
          .accessTargetWhere(named("org.nd4j.linalg.api.ndarray.INDArray", "permute.*|swapAxes"))
          .because("core is time-major; other layouts are converted in dl4j and data");

  @ArchTest
  static final ArchRule NO_SHADED_LIBRARY_OF_OTHERS =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.nd4j.shade..")
                  .and(not(resideInAPackage("org.nd4j.shade.jackson.annotation")))
                  .and(not(resideInAPackage("org.nd4j.shade.protobuf"))))
          .because(
              "of ND4J's copies only the annotations by which DL4J writes configurations count, and"
                  + " what its ONNX classes are made of");

  @ArchTest
  static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.unroll4j.cli.Main")
          .should()
          .accessTargetWhere(
              named("java.lang.System", "exit").or(named("java.lang.Runtime", "exit|halt")));

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.unroll4j.cli..")
          .should()
          .accessTargetWhere(named("java.lang.System", "out|err"));

  @ArchTest
  static final ArchRule NO_JAVA_SERIALIZATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ObjectInputStream.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ObjectOutputStream.class);

  @ArchTest
  static final ArchRule NO_READER_THAT_TRUSTS_A_FILE =
      noClasses()
          .should()
          .accessTargetWhere(
              named("org.deeplearning4j.util.ModelSerializer", "restore.*")
                  .or(named("org.nd4j.linalg.factory.Nd4j", "read.*|load.*|createFromNpy.*"))
                  .or(named("org.nd4j.common.util.SerializationUtils", "read.*|deserialize"))
                  .or(named("java.beans.XMLDecoder", ".*")))
          .because(
              "Deeplearning4j's readers run Java's deserialization, and ND4J's allocate what a file"
                  + " says; ModelFiles reads saved networks");

  @ArchTest
  static final ArchRule RANDOMNESS_HAS_A_SEED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .accessTargetWhere(
              named("java.lang.Math", "random")
                  .or(named("org.nd4j.linalg.factory.Nd4j", "rand.*|getRandom|setDefaultDataTypes"))
                  .or(named("org.nd4j.linalg.factory.Nd4j", "shuffle|choice")))
          .because("a result must not depend on the global state of ND4J or of the JVM");

  @ArchTest
  static final ArchRule NO_KOTLIN =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("kotlin..", "kotlinx..");

  private static DescribedPredicate<JavaAccess<?>> named(String owner, String names) {
    return DescribedPredicate.describe(
        owner + "." + names,
        access ->
            access.getTargetOwner().getName().equals(owner)
                && access.getTarget().getName().matches(names));
  }
}
