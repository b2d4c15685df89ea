package io.rookery.submit;

import io.rookery.spark.data.DataImport;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rookery data}: what prepares images. */
@Command(
    name = "data",
    description = "Prepares images for searches.",
    mixinStandardHelpOptions = true,
    subcommands = DataCommand.Import.class)
final class DataCommand {

  @Command(
      name = "import",
      description = "Imports published image files as Parquet, and splits off validation images.",
      mixinStandardHelpOptions = true)
  static final class Import implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--format", required = true, description = "one of ${COMPLETION-CANDIDATES}")
    private DataImport.Format format = DataImport.Format.IDX;

    @Option(
        names = "--from",
        required = true,
        paramLabel = "DIR",
        description = "folder of the files, on any Hadoop file system")
    private String from = "";

    @Option(
        names = "--output",
        required = true,
        paramLabel = "DIR",
        description = "new folder to write")
    private String output = "";

    @Option(
        names = "--train",
        paramLabel = "N",
        description = "training images, class balanced; 0: all")
    private int train;

    @Option(
        names = "--valid",
        paramLabel = "N",
        defaultValue = "1000",
        description =
            "validation images, split off from training in proportion to the classes"
                + " (${DEFAULT-VALUE})")
    private int valid;

    @Option(
        names = "--test",
        paramLabel = "N",
        description =
            "test images, class balanced; 0: all. A folder without test images: split off like"
                + " validation images; 0: a fifth")
    private int test;

    @Option(
        names = "--seed",
        paramLabel = "S",
        defaultValue = "1",
        description = "of the choice (${DEFAULT-VALUE})")
    private long seed;

    @Option(
        names = "--classes",
        split = ",",
        paramLabel = "NAME",
        description = "names of the classes")
    private List<String> classes = List.of();

    @Override
    public Integer call() throws Exception {
      DataImport.Plan plan =
          new DataImport.Plan(
              format, new Path(from), new Path(output), train, valid, test, seed, classes);
      try (Session session = Session.open(Launch.conf(null, List.of()))) {
        spec.commandLine().getOut().println(DataImport.run(session.spark(), plan));
        spec.commandLine().getOut().flush();
        return 0;
      }
    }
  }
}
