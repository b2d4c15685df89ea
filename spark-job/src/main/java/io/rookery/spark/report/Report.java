package io.rookery.spark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.LedgerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * {@code report.html}: a search, or two beside each other, as one file that needs no network. Any
 * thread.
 */
public final class Report {

  /** Name of the file in a search's folder. */
  public static final String FILE = "report.html";

  private Report() {}

  /** The page of these searches as text; more than one are compared. */
  public static String html(List<Snapshot> searches) {
    String title =
        searches.stream()
            .map(Snapshot::searchId)
            .collect(Collectors.joining(" and ", "Rookery ", ""));
    return Page.standalone(title, data(searches));
  }

  /** What the page shows of these searches, as JSON. */
  public static ObjectNode data(List<Snapshot> searches) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ArrayNode written = data.putArray("searches");
    searches.forEach(search -> written.add(ReportData.of(search)));
    return data;
  }

  /**
   * The page without data, which it asks for again and again.
   *
   * @param address of its data, relative to the page
   * @param links address of the root of Spark's pages, relative to the page; empty where it stands
   *     in none
   */
  public static String live(String title, String address, String links) {
    return Page.live(title, address, links);
  }

  /**
   * Writes the page of the searches in these folders.
   *
   * @throws LedgerException if one of them holds no search, or cannot be read
   * @throws IOException if the page cannot be written
   */
  public static void write(List<Path> folders, Configuration conf, Path target) throws IOException {
    List<Snapshot> searches = new ArrayList<>();
    for (Path folder : folders) {
      searches.add(Snapshot.read(conf, folder));
    }
    write(html(searches), conf, target);
  }

  /** Under a temporary name first, so that nobody opens half a page. */
  private static void write(String page, Configuration conf, Path target) throws IOException {
    FileSystem found = target.getFileSystem(conf);
    FileSystem files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
    Path whole = files.makeQualified(target);
    Path temporary = new Path(whole.getParent(), "_" + whole.getName() + ".tmp");
    try (FSDataOutputStream out = files.create(temporary, true)) {
      out.write(page.getBytes(StandardCharsets.UTF_8));
    }
    FileContext.getFileContext(files.getUri(), conf)
        .rename(temporary, whole, Options.Rename.OVERWRITE);
  }
}
