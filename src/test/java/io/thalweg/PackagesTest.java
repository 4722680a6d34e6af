package io.thalweg;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The package table: what each package may use of ours. Packages above the line know Kafka and Avro, those below only what is named. */
class PackagesTest {
    private static final String ABOVE = """
            verify     | topology config serde store snapshot join learner model mapping example
            topology   | config serde registry store snapshot join learner model evaluation mapping example
            store      | join learner
            serde      | avro format registry snapshot join learner evaluation model mapping example optimizer
            config     | registry join learner evaluation model mapping example optimizer loss
            broker     |
            registry   |
            avro       |
            """;

    private static final String BELOW = """
            snapshot   | learner evaluation optimizer model
            join       | learner model example state
            learner    | model evaluation optimizer loss mapping example state
            evaluation | loss state
            model      | optimizer loss example state
            mapping    | example state
            optimizer  | example state
            generator  | example
            format     | mapping example com.fasterxml.jackson
            loss       |
            state      |
            example    |
            """;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.thalweg");

    private record Row(String name, List<String> uses) {
        String[] packages() {
            List<String> packages = new ArrayList<>(List.of("java..", ours(name)));
            uses.forEach(use -> packages.add(use.contains(".") ? use + ".." : ours(use)));
            return packages.toArray(String[]::new);
        }
    }

    private static String ours(String name) {
        return "io.thalweg." + name + "..";
    }

    private static Stream<Row> rows(String table) {
        return table.lines()
                .map(line -> line.split("\\|", 2))
                .map(cells -> new Row(
                        cells[0].trim(),
                        Arrays.stream(cells[1].trim().split(" +"))
                                .filter(use -> !use.isEmpty())
                                .toList()));
    }

    static Stream<Row> above() {
        return rows(ABOVE);
    }

    static Stream<Row> below() {
        return rows(BELOW);
    }

    @ParameterizedTest
    @MethodSource("above")
    void usesOfOursOnlyWhatItsRowNames(Row row) {
        noClasses()
                .that()
                .resideInAPackage(ours(row.name))
                .should()
                .dependOnClassesThat(resideInAPackage("io.thalweg..").and(not(resideInAnyPackage(row.packages()))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("below")
    void usesOnlyTheJdkAndWhatItsRowNames(Row row) {
        classes()
                .that()
                .resideInAPackage(ours(row.name))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(row.packages())
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasARow() {
        Set<String> names = Stream.concat(above(), below()).map(Row::name).collect(Collectors.toSet());
        names.add("cli"); // may use everything
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> name.replaceFirst("^io\\.thalweg\\.?", "").replaceFirst("\\..*", "")))
                .isSubsetOf(names);
    }

    @ParameterizedTest
    @CsvSource({"avro, serde", "cli, cli"})
    void isUsedByOneAlone(String used, String user) {
        noClasses()
                .that()
                .resideOutsideOfPackages(ours(used), ours(user))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ours(used))
                .check(CLASSES);
    }

    @Test
    void nothingUsesInternalsOfKafkaStreams() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..internals..")
                .check(CLASSES);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("io.thalweg.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
