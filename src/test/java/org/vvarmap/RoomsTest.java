package org.vvarmap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** The arrows of the house: data flows one way, upwards, and no room knows one above it. */
@AnalyzeClasses(packages = "org.vvarmap", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    private static final String OURS = "org.vvarmap.";

    /** Of ours, a room may know those named, and itself. */
    private static ArchRule room(String name, String... mayKnow) {
        Set<String> allowed =
                Arrays.stream(mayKnow).map(room -> OURS + room).collect(Collectors.toSet());
        allowed.add(OURS + name);
        DescribedPredicate<JavaClass> foreign = DescribedPredicate.describe(
                "lie in a room of ours other than " + allowed,
                type -> type.getPackageName().startsWith(OURS)
                        && allowed.stream().noneMatch(room -> (type.getPackageName() + ".").startsWith(room + ".")));
        return noClasses()
                .that().resideInAPackage(OURS + name + "..")
                .should().dependOnClassesThat(foreign)
                .allowEmptyShould(name.equals("report"));
    }

    private static ArchRule only(String library, String... rooms) {
        return noClasses()
                .that().resideOutsideOfPackages(Arrays.stream(rooms).map(room -> OURS + room + "..").toArray(String[]::new))
                .should().dependOnClassesThat(resideInAPackage(library + ".."))
                .because(library + " lives in " + String.join(" and ", rooms) + " alone");
    }

    @ArchTest
    static final ArchRule KERNEL = room("kernel");

    @ArchTest
    static final ArchRule LAYOUT = room("layout", "kernel");

    @ArchTest
    static final ArchRule ARCHIVE = room("archive");

    @ArchTest
    static final ArchRule SOURCE = room("source", "archive");

    @ArchTest
    static final ArchRule EXTRACT = room("extract", "kernel", "layout", "source");

    @ArchTest
    static final ArchRule MATRIX = room("matrix", "kernel", "layout");

    @ArchTest
    static final ArchRule HISTORY = room("history", "kernel", "layout", "source", "extract", "matrix");

    @ArchTest
    static final ArchRule MAIL = room("mail", "matrix");

    @ArchTest
    static final ArchRule LIVE = room("live", "archive", "kernel", "layout");

    @ArchTest
    static final ArchRule REPORT = room("report", "kernel", "layout", "matrix", "live");

    @ArchTest
    static final ArchRule EXPORT = room("export", "kernel", "layout", "matrix");

    /** The library's front door. */
    @ArchTest
    static final ArchRule FRONT_DOOR = noClasses()
            .that().resideInAPackage("org.vvarmap")
            .should().dependOnClassesThat(resideInAnyPackage(
                    OURS + "source..", OURS + "extract..", OURS + "history..", OURS + "live..", OURS + "report..", OURS + "export..",
                    OURS + "cli.."))
            .because("a look-up asks the table, and nothing that reads kernels or processes");

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_GO_OUT_BY_THE_FRONT_DOOR = noClasses()
            .that().resideInAPackage(OURS + "*..")
            .should().dependOnClassesThat(resideInAPackage("org.vvarmap"));

    @ArchTest
    static final ArchRule JGIT = only("org.eclipse.jgit", "history");

    @ArchTest
    static final ArchRule JSOUP = only("org.jsoup", "report", "mail");

    @ArchTest
    static final ArchRule MIME = only("org.apache.james", "mail");

    @ArchTest
    static final ArchRule COMMANDS = only("org.apache.commons.cli", "cli");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE = noClasses()
            .that().resideOutsideOfPackage(OURS + "cli..")
            .should().dependOnClassesThat(resideInAPackage(OURS + "cli.."));

    /** The one class that may ask the network, and only where the user gives an address: {@code crawl --threads URL}. */
    private static final String ASKS_THE_NETWORK = OURS + "mail.MailWeb";

    /** What opens connections, in the JDK. */
    private static final DescribedPredicate<JavaClass> NETWORK = resideInAnyPackage(
                    "java.net.http..", "javax.net..", "java.rmi..", "javax.naming..", "com.sun.net..")
            .or(assignableTo("java.net.URLConnection"))
            .or(assignableTo("java.net.Socket"))
            .or(assignableTo("java.net.ServerSocket"))
            .or(assignableTo("java.net.DatagramSocket"))
            .or(assignableTo("java.nio.channels.NetworkChannel"))
            .or(assignableTo("java.net.InetAddress"))
            .as("open network connections");

    @ArchTest
    static final ArchRule NO_NETWORK = noClasses()
            .that().doNotHaveFullyQualifiedName(ASKS_THE_NETWORK)
            .and(DescribedPredicate.not(DescribedPredicate.describe("lie in it", type -> type.getName().startsWith(ASKS_THE_NETWORK + "$"))))
            .should().dependOnClassesThat(NETWORK)
            .orShould().callMethod(URL.class, "openConnection")
            .orShould().callMethod(URL.class, "openStream")
            .because("nothing is asked of a network but by an address that the user gives, and then in one place");

    /** Repositories are read where they lie; nobody fetches, pushes or clones. */
    @ArchTest
    static final ArchRule NO_TRANSPORT = noClasses()
            .should().dependOnClassesThat(resideInAnyPackage("org.eclipse.jgit.transport..", "org.eclipse.jgit.api.."))
            .orShould().callMethod(Jsoup.class, "connect", String.class)
            .orShould().callMethod(Jsoup.class, "parse", URL.class, int.class);

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.vvarmap.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_LIES_OUTSIDE_THE_ROOMS = classes()
            .should().resideInAnyPackage(
                    "org.vvarmap", OURS + "archive..", OURS + "kernel..", OURS + "layout..", OURS + "source..",
                    OURS + "extract..", OURS + "history..",
                    OURS + "matrix..", OURS + "mail..", OURS + "live..", OURS + "report..", OURS + "export..", OURS + "cli..");
}
