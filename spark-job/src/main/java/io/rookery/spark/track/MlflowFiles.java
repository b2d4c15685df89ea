package io.rookery.spark.track;

import io.rookery.spark.report.Report;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The report and the winner's files, as artifacts of the search's run. */
final class MlflowFiles {

  private static final Logger LOG = LoggerFactory.getLogger(MlflowFiles.class);

  /** What is larger stays where it is: it would be held in memory whole. */
  private static final long LARGEST = 256L << 20;

  private final Configuration conf;
  private String folder = "";
  private String root = "";

  MlflowFiles(Configuration conf) {
    this.conf = conf;
  }

  void in(String output) {
    folder = output;
  }

  /** {@code uri}: where the server says that the run's artifacts are. */
  void root(String uri) {
    root = uri;
  }

  void send(MlflowClient client) throws IOException, InterruptedException {
    Path search = new Path(folder);
    FileSystem files = search.getFileSystem(conf);
    Path report = new Path(search, Report.FILE);
    if (!files.exists(report) || !send(client, files, report, Report.FILE)) {
      LOG.info(
          "MLflow's server does not take artifacts; the report and the winner are in {}", folder);
      return;
    }
    Path winner = new Path(search, "winner");
    if (files.exists(winner)) {
      for (FileStatus file : files.listStatus(winner)) {
        if (file.isFile()) {
          send(client, files, file.getPath(), "winner/" + file.getPath().getName());
        }
      }
    }
  }

  private boolean send(MlflowClient client, FileSystem files, Path file, String name)
      throws IOException, InterruptedException {
    if (files.getFileStatus(file).getLen() > LARGEST) {
      LOG.info("{} is larger than {} bytes and is not sent to MLflow", file, LARGEST);
      return true;
    }
    try (InputStream in = files.open(file)) {
      return client.upload(root, name, in.readAllBytes());
    }
  }
}
