package io.rookery.submit;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ui.LocalPages;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rookery ui}: the page of a search, kept up to date, on this machine alone. */
@Command(
    name = "ui",
    description =
        "Shows the report of a search, running or ended, on 127.0.0.1 until it is interrupted.",
    mixinStandardHelpOptions = true)
final class UiCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "folder that a search wrote; two or more are compared")
  private List<String> folders = List.of();

  @Option(names = "--port", paramLabel = "PORT", description = "default: one that is free")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    List<Path> searches = folders.stream().map(Path::new).toList();
    try (LocalPages pages = LocalPages.open(searches, new Configuration(), port)) {
      spec.commandLine().getOut().println(pages.address());
      spec.commandLine().getOut().flush();
      new CountDownLatch(1).await(); // an interruption ends the process, and with it the server
    } catch (LedgerException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Refusal.preflight("cannot listen on 127.0.0.1:%d: %s".formatted(port, e.getMessage()));
    }
    return ExitCode.DONE.code();
  }
}
